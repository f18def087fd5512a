package org.almoner.cli.command;

import java.time.Instant;
import java.util.List;

import org.almoner.cli.output.Plain;
import org.almoner.cli.output.Table;
import org.almoner.client.syndication.Extract;
import org.almoner.client.syndication.ExtractQuery;
import org.almoner.client.syndication.ExtractType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code almoner extracts} */
@Command(
        name = "extracts",
        description = "List the extracts that you can fetch, oldest first.",
        footerHeading = "%nExamples:%n",
        footer = {"  almoner extracts --from 2026-11-01", "  almoner extracts --type INCREMENTAL --json"})
public final class ExtractsCommand implements Runnable {

    private final Context context;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only COMPLETE or only INCREMENTAL ones.")
    private @Nullable ExtractType type;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = AuditCommand.Moment.class,
            description = "Only those released from then on: 2026-11-01 (in UTC) or 2026-11-01T08:30:00Z.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = AuditCommand.Moment.class,
            description = "Only those released until then.")
    private @Nullable Instant to;

    @Option(names = "--population-id", paramLabel = "ID", description = "Only those of this population.")
    private @Nullable String population;

    @Option(names = "--dataset", paramLabel = "DATASET", description = "Only those of this data set.")
    private @Nullable String dataSet;

    ExtractsCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var all = context.reader()
                .syndication()
                .extracts(new ExtractQuery(type, from, to, population, dataSet))
                .toList();
        context.out().table(all, () -> table(all), "There is no extract for you.");
    }

    private static Table table(List<Extract> all) {
        var table = new Table("ID", "TYPE", "DATASET", "RELEASED", "SIZE", "BASE", "POPULATION");
        all.forEach(each -> table.row(
                each.id(),
                each.extractType(),
                each.datasetType() + " " + each.version(),
                Times.shown(each.releasedAt()),
                Plain.size(each.sizeInBytes()),
                each.baseExtractId(),
                each.populationId()));
        return table;
    }
}
