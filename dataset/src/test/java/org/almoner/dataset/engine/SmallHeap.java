package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.definition.DataSets;

/** Makes a COMPLETE in a process whose heap is small, and says how many rows and problems there were. */
final class SmallHeap {

    private SmallHeap() {}

    /** @param arguments the folder; if a database is the source, its address and a query that yields {@code id} and {@code filler} */
    public static void main(String[] arguments) throws IOException {
        var usual = EngineSettings.ofThisMachine();
        var trial = Trial.in(Path.of(arguments[0])).with(settings -> usual.withThreads(2));
        var made = arguments.length == 1
                ? trial.of(CompiledDataSet.of(DataSets.longRec())).completeAside(1)
                : database(trial, arguments[1], arguments[2]);
        System.out.println(made.rows() + " " + made.problems());
    }

    private static Made database(Trial trial, String url, String query) throws IOException {
        var rows = trial.of(SmallSet.compiled(SmallSet.query("Row", query, "id INTEGER", "filler STRING")));
        return rows.make(rows.order(
                new Source.Database(url, new Properties()),
                rows.name(ExtractType.COMPLETE, 1),
                Optional.empty(),
                new BadInput.Fail()));
    }
}
