package org.almoner.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.almoner.cli.output.Plain;
import org.almoner.client.events.Cursor;
import org.almoner.client.events.Event;
import org.almoner.client.events.EventPage;
import org.almoner.client.events.Events;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code almoner events} */
@Command(
        name = "events",
        description = {
            "List what became available and what ceased to be, oldest first.",
            "With --json it is one document, whose next is for --after next time; with --follow besides, a line for each event, whose id is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner events",
            "  almoner events --after latest --follow",
            "  almoner events --after \"$(cat place)\" --json > new.json && jq -r .next new.json > place"
        })
public final class EventsCommand implements Runnable {

    private static final String LATEST = "latest";

    private final Context context;

    @Option(
            names = "--after",
            paramLabel = "CURSOR",
            converter = Place.class,
            description =
                    "Only what comes after this place, as an earlier call has given it; 'latest' for what happens from"
                            + " now on. Otherwise all that is kept.")
    private @Nullable Cursor after;

    @Option(names = "--follow", description = "Go on with what happens, until it is broken off.")
    private boolean follow;

    EventsCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var events = context.reader().events();
        var place = after != null && after.text().equals(LATEST) ? events.latest() : after;
        if (follow) {
            follow(events, place);
        } else {
            list(events, place);
        }
    }

    private void list(Events events, @Nullable Cursor from) {
        var all = new ArrayList<Event>();
        var page = events.after(from, Duration.ZERO);
        all.addAll(page.events());
        while (page.more()) {
            page = events.after(page.next(), Duration.ZERO);
            all.addAll(page.events());
        }
        context.out()
                .result(
                        new EventPage(all, page.next(), false),
                        () -> all.stream().map(EventsCommand::line).toList());
        if (!context.out().mode().json()) {
            context.out()
                    .note((all.isEmpty() ? "Nothing happened. " : "") + "Next time: almoner events --after "
                            + page.next());
        }
    }

    private void follow(Events events, @Nullable Cursor from) {
        var place = from;
        while (true) {
            var page = events.after(place, Events.LONGEST_WAIT);
            page.events().forEach(event -> context.out().line(event, line(event)));
            place = page.next();
        }
    }

    private static String line(Event event) {
        var words = new ArrayList<>(List.of(Times.shown(event.at()), event.type()));
        switch (event) {
            case Event.VersionRetracted retracted -> {
                words.add(retracted.version().address().toString());
                words.add(retracted.reason() == null ? "" : "(" + retracted.reason() + ")");
            }
            case Event.OfVersion version ->
                words.add(version.version().address().toString());
            case Event.OfExtract of -> {
                words.add(Long.toString(of.extract().extractId()));
                words.add(of.extract().extractType().name());
                words.add(of.extract().datasetType() + " " + of.extract().version());
            }
            case Event.OfEntitlement entitlement ->
                words.add(
                        entitlement.subProductSlug() == null
                                ? entitlement.productSlug()
                                : entitlement.productSlug() + "/" + entitlement.subProductSlug());
            case Event.Unknown _ -> {}
        }
        return Plain.text(String.join("  ", words).strip());
    }

    /** Reads a cursor; a file that it was kept in may have put a line break behind it. */
    static final class Place implements ITypeConverter<Cursor> {
        @Override
        public Cursor convert(String text) {
            try {
                return new Cursor(text.strip());
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is neither a cursor nor 'latest'");
            }
        }
    }
}
