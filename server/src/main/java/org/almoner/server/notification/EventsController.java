package org.almoner.server.notification;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.almoner.server.access.Caller;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets clients read what became available and what ceased to be since they last asked. */
@RestController
@RequiresScope({Scope.DOWNLOAD, Scope.SYNDICATION})
@Tag(name = "Events")
class EventsController {

    private static final String LATEST = "latest";
    private static final int LONGEST_WAIT = 60;
    private static final int USUAL_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1000;

    private final Reading reading;

    EventsController(Reading reading) {
        this.reading = reading;
    }

    /** A piece of the events. */
    @Schema(name = "Events", description = "A piece of the events, in the order in which they became visible.")
    record Piece(
            List<EventJson> events,

            @Schema(
                    description =
                            "Stands for everything that was looked at, shown or not: keep it, and ask for what comes after it.",
                    example = EventJson.Examples.CURSOR)
            String next,

            @Schema(description = "Whether there are more to be had at once.")
            boolean more) {}

    @GetMapping(path = "/events/v1", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listEvents",
            summary = "List what happened since",
            description =
                    "What became available and what ceased to be, each once, oldest first. Whoever keeps next once it has"
                            + " dealt with the events before it misses nothing. With the scope download there are events of versions"
                            + " and entitlements, with syndication those of extracts. What may be seen is judged at the moment of"
                            + " asking.")
    @ApiResponse(responseCode = "200", description = "Some events, or none.", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "410",
            description =
                    "Events after the cursor are kept no more. Ask for latest, compare everything you have with the"
                            + " listings, and go on from there.",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    ResponseEntity<Piece> list(
            Caller caller,
            @RequestParam(required = false)
                    @Parameter(
                            description =
                                    "A cursor: next of an earlier answer, or the id of an event. Without it, the events"
                                            + " begin with the oldest that is kept; latest gives no events, and their end as next.")
                    @Nullable
                    String after,
            @RequestParam(required = false)
                    @Parameter(
                            description =
                                    "For how many seconds to hold the answer back until there is an event. It may come"
                                            + " sooner without one.",
                            schema = @Schema(type = "integer", minimum = "0", maximum = "60", defaultValue = "0"))
                    @Nullable
                    String wait,
            @RequestParam(required = false)
                    @Parameter(
                            description = "How many events at most.",
                            schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
                    @Nullable
                    String limit,
            @RequestParam(required = false)
                    @Parameter(
                            description = "Only events of these types, separated by commas.",
                            example = "version.launched,version.retracted")
                    @Nullable
                    String types) {
        var query = new Reading.Query(
                after,
                types(types),
                number("limit", limit, 1, HIGHEST_LIMIT, USUAL_LIMIT),
                Duration.ofSeconds(number("wait", wait, 0, LONGEST_WAIT, 0)));
        var piece = LATEST.equals(after) ? reading.latest(caller) : reading.read(caller, query);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Piece(piece.events().stream().map(EventJson::of).toList(), piece.next(), piece.more()));
    }

    private static int number(String name, @Nullable String text, int least, int most, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new Invalid(name + " must be a whole number from " + least + " to " + most + ".");
        }
        return Integer.parseInt(text);
    }

    private static Set<EventType> types(@Nullable String names) {
        if (names == null) {
            return EnumSet.allOf(EventType.class);
        }
        return Arrays.stream(names.split(",", -1))
                .map(name -> EventType.of(name.strip())
                        .orElseThrow(() -> new Invalid("types must be some of these, separated by commas: "
                                + Arrays.stream(EventType.values())
                                        .map(EventType::wireName)
                                        .collect(Collectors.joining(", "))
                                + ".")))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventType.class)));
    }
}
