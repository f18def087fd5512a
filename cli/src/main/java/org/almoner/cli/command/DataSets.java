package org.almoner.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.dataset.definition.DataSet;
import org.almoner.dataset.definition.InvalidDataSetException;
import org.almoner.dataset.engine.CompiledDataSet;
import org.almoner.dataset.engine.UnsoundDataSetException;

/** Data sets as they are named on the command line. */
final class DataSets {

    private DataSets() {}

    /** @param name of one that comes with Almoner, or the folder of another */
    static DataSet named(String name) {
        var builtIn = org.almoner.dataset.definition.DataSets.longRec();
        if (name.equals(builtIn.type())) {
            return builtIn;
        }
        var folder = Path.of(name);
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure(
                    ExitCode.NOT_FOUND,
                    "There is no data set '" + name + "': neither does it come with Almoner, as " + builtIn.type()
                            + " does, nor is it a folder.");
        }
        try {
            return org.almoner.dataset.definition.DataSets.in(folder);
        } catch (InvalidDataSetException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
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
