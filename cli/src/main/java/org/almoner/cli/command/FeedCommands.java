package org.almoner.cli.command;

import java.util.List;
import java.util.Map;

import org.almoner.cli.output.Table;
import org.almoner.client.admin.Feed;
import org.almoner.client.admin.FeedRequest;
import org.almoner.client.syndication.ExtractType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner feed ...} */
@Command(name = "feed", description = "Have extracts of a population made again and again.")
public final class FeedCommands {

    private static final String ADDRESS = "ORG/POPULATION";

    private final Context context;

    FeedCommands(Context context) {
        this.context = context;
    }

    @Command(
            name = "add",
            description = {
                "Add a feed to a population.",
                "Runs that the server misses, because it is down or the run before takes so long, are made up for by one."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  almoner feed add stmarys/diabetes --cron \"0 3 * * *\" --type INCREMENTAL",
                "  almoner feed add stmarys/diabetes --cron \"0 2 1 * *\" --type COMPLETE --time-zone America/Chicago"
            })
    void add(
            @Parameters(paramLabel = ADDRESS, converter = PopulationAddress.Converter.class, description = "Mnemonics.")
                    PopulationAddress meant,
            @Option(
                            names = "--cron",
                            required = true,
                            paramLabel = "CRON",
                            description =
                                    "When: minute, hour, day of month, month, day of week; with the second before them if it"
                                            + " matters; or a macro such as @daily.")
                    String cron,
            @Option(names = "--type", required = true, paramLabel = "TYPE", description = "COMPLETE or INCREMENTAL.")
                    ExtractType type,
            @Option(
                            names = "--dataset",
                            paramLabel = "DATASET",
                            defaultValue = "LONG_REC",
                            description = "Otherwise ${DEFAULT-VALUE}.")
                    String dataSet,
            @Option(
                            names = "--dataset-version",
                            paramLabel = "VERSION",
                            description = "Of the data set's specification. Otherwise the newest that the server has.")
                    @Nullable
                    String version,
            @Option(names = "--time-zone", paramLabel = "ZONE", description = "Whose clock counts. Otherwise UTC.")
                    @Nullable
                    String timeZone) {
        var added = context.admin()
                .admin()
                .populations()
                .addFeed(
                        meant.organization(),
                        meant.population(),
                        new FeedRequest(type, dataSet, version, cron, timeZone));
        context.out()
                .result(
                        added,
                        () -> List.of("Added feed " + added.id() + "; it runs next at " + Times.shown(added.nextRunAt())
                                + "."));
    }

    @Command(name = "list", description = "List the feeds of a population.")
    void list(
            @Parameters(paramLabel = ADDRESS, converter = PopulationAddress.Converter.class, description = "Mnemonics.")
                    PopulationAddress meant) {
        var all = context.admin()
                .admin()
                .populations()
                .feeds(meant.organization(), meant.population())
                .toList();
        context.out().table(all, () -> table(all), meant + " has no feed.");
    }

    private static Table table(List<Feed> all) {
        var table = new Table("FEED", "TYPE", "DATASET", "CRON", "ZONE", "NEXT RUN");
        all.forEach(each -> table.row(
                each.id(),
                each.extractType(),
                each.datasetType() + " " + each.version(),
                each.cron(),
                each.timeZone(),
                each.active() ? Times.shown(each.nextRunAt()) : "paused"));
        return table;
    }

    @Command(name = "pause", description = "Pause a feed. What it misses is not made up for.")
    void pause(
            @Parameters(paramLabel = ADDRESS, converter = PopulationAddress.Converter.class, description = "Mnemonics.")
                    PopulationAddress meant,
            @Parameters(paramLabel = "FEED", description = "Its id, as 'feed list' shows it.") String feed) {
        setActive(meant, feed, false);
    }

    @Command(name = "resume", description = "Have a paused feed go on.")
    void resume(
            @Parameters(paramLabel = ADDRESS, converter = PopulationAddress.Converter.class, description = "Mnemonics.")
                    PopulationAddress meant,
            @Parameters(paramLabel = "FEED", description = "Its id, as 'feed list' shows it.") String feed) {
        setActive(meant, feed, true);
    }

    private void setActive(PopulationAddress meant, String feed, boolean active) {
        var changed =
                context.admin().admin().populations().setActive(meant.organization(), meant.population(), feed, active);
        context.out()
                .result(
                        changed,
                        () -> List.of(
                                active
                                        ? "The feed runs next at " + Times.shown(changed.nextRunAt()) + "."
                                        : "The feed is paused."));
    }

    @Command(name = "remove", description = "Remove a feed. A job that it has begun goes on.")
    void remove(
            @Parameters(paramLabel = ADDRESS, converter = PopulationAddress.Converter.class, description = "Mnemonics.")
                    PopulationAddress meant,
            @Parameters(paramLabel = "FEED", description = "Its id, as 'feed list' shows it.") String feed) {
        context.admin().admin().populations().removeFeed(meant.organization(), meant.population(), feed);
        context.out().result(Map.of("removed", feed), () -> List.of("Removed feed " + feed + "."));
    }
}
