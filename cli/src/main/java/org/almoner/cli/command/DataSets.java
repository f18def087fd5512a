package org.almoner.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.dataset.definition.DataSet;
import org.almoner.dataset.definition.InvalidDataSetException;
import org.almoner.dataset.engine.CompiledDataSet;
import org.almoner.dataset.engine.DataSetLayout;
import org.almoner.dataset.engine.UnsoundDataSetException;

import static org.almoner.dataset.definition.DataSets.LONG_REC;
import static org.almoner.dataset.definition.DataSets.in;
import static org.almoner.dataset.definition.DataSets.longRec;

/** Data sets as they are named on the command line. */
final class DataSets {

    private DataSets() {}

    /** @param name of one that comes with Almoner, or the folder of another */
    static DataSet named(String name) {
        if (name.equals(LONG_REC)) {
            return longRec();
        }
        var folder = Path.of(name);
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "There is no data set '" + name + "': neither does it come with Almoner, as " + LONG_REC
                            + " does, nor is it a folder.");
        }
        try {
            return in(folder);
        } catch (InvalidDataSetException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    /** What extracts of the same look like. */
    static DataSetLayout layout(String name) {
        return name.equals(LONG_REC) ? DataSetLayout.longRec() : compiled(name).layout();
    }

    /** The same, ready to run. */
    static CompiledDataSet compiled(String name) {
        try {
            return CompiledDataSet.of(named(name));
        } catch (UnsoundDataSetException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }
}
