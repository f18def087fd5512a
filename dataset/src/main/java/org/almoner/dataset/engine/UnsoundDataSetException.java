package org.almoner.dataset.engine;

import java.util.List;

import org.almoner.dataset.definition.DataSet;

/** A data set that is written down as it must be, but that cannot be run. Says all that is wrong with it, one line each. */
public final class UnsoundDataSetException extends RuntimeException {

    UnsoundDataSetException(DataSet dataSet, List<String> problems) {
        super("The data set " + dataSet + " cannot be run:\n  " + String.join("\n  ", problems));
    }
}
