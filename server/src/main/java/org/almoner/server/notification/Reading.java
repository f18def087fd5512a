package org.almoner.server.notification;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.almoner.server.access.Caller;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Scope;
import org.almoner.server.failure.Gone;
import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;

/** The events as a caller reads them: what it may know of, from a cursor on. */
final class Reading {

    private final EventLog events;
    private final Supplier<Cursors> cursors;
    private final Function<OrganizationId, Set<UUID>> visible;
    private final Arrivals arrivals;
    private final LongSupplier nanoTime;

    /**
     * @param visible the ids of the sub-products that an organization sees at that moment
     * @param nanoTime a clock that only goes forward, in nanoseconds from any moment
     */
    Reading(
            EventLog events,
            Supplier<Cursors> cursors,
            Function<OrganizationId, Set<UUID>> visible,
            Arrivals arrivals,
            LongSupplier nanoTime) {
        this.events = events;
        this.cursors = cursors;
        this.visible = visible;
        this.arrivals = arrivals;
        this.nanoTime = nanoTime;
    }

    /**
     * What is asked for.
     *
     * @param after a cursor; null for the oldest event that is kept
     * @param types what the caller wants to hear of
     * @param limit how many events at most
     * @param patience for how long to wait for the first
     */
    record Query(@Nullable String after, Set<EventType> types, int limit, Duration patience) {}

    /** An event with its cursor. */
    record Shown(String id, Event event) {}

    /**
     * A piece of the events.
     *
     * @param next the cursor of everything that was looked at
     */
    record Piece(List<Shown> events, String next, boolean more) {}

    /** The end of the events. */
    Piece latest(Caller caller) {
        var reader = caller.organization().id();
        return new Piece(List.of(), cursors.get().ofPlace(reader, end(events.extent())), false);
    }

    /**
     * The events after a cursor. Where there is none, waits for one until the time is up or the server stops.
     *
     * @throws Invalid if the cursor is not one of the caller's organization
     * @throws Gone if events after it are kept no more, or it is of a future that never came
     */
    Piece read(Caller caller, Query query) {
        var reader = caller.organization().id();
        var types = allowed(caller, query.types());
        var position = query.after() == null
                ? null
                : cursors.get()
                        .open(reader, query.after())
                        .orElseThrow(
                                () -> new Invalid("after is not a cursor of your organization's events. Send one as"
                                        + " this API gave it, latest, or nothing."));
        if (query.patience().isZero()) {
            return shown(reader, look(reader, types, position, query.limit()));
        }
        var begun = nanoTime.getAsLong();
        try (var watch = arrivals.open(audience -> mayConcern(reader, types, audience))) {
            while (true) {
                var looked = look(reader, types, position, query.limit());
                position = looked.upTo();
                var left = query.patience().minusNanos(nanoTime.getAsLong() - begun);
                if (!looked.events().isEmpty() || !left.isPositive() || !watch.awaitWake(left)) {
                    return shown(reader, looked);
                }
            }
        }
    }

    private static Set<EventType> allowed(Caller caller, Set<EventType> asked) {
        return asked.stream()
                .filter(type -> caller.may(type.scope()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventType.class)));
    }

    /** Whether it is worth looking; whether an organization sees a sub-product is found out then. */
    private static boolean mayConcern(OrganizationId reader, Set<EventType> types, Audience audience) {
        return switch (audience) {
            case Audience.OfOrganization(var organization) -> organization.equals(reader);
            case Audience.OfSubProduct _ -> wantsVersions(types);
        };
    }

    private static boolean wantsVersions(Set<EventType> types) {
        return types.stream().anyMatch(type -> type.scope() == Scope.DOWNLOAD);
    }

    private record Looked(List<Event> events, Position upTo, boolean more) {}

    /** The extent is read first: what was granted by any event within it is known when the events are judged, and none is passed over. */
    private Looked look(OrganizationId reader, Set<EventType> types, @Nullable Position after, int limit) {
        var extent = events.extent();
        if (after != null) {
            requireKept(after, extent);
        }
        var from = after == null ? extent.forgotten() : after;
        var found = types.isEmpty() || from.number() == extent.newest()
                ? List.<Event>of()
                : events.page(reader, seen(reader, types), types, from.number(), extent.newest(), limit + 1);
        var end = end(extent);
        if (events.extent().forgotten().number() > from.number()) {
            // Some were forgotten while this was looking.
            if (after == null) {
                return look(reader, types, null, limit);
            }
            throw gone();
        }
        return found.size() > limit
                ? new Looked(found.subList(0, limit), found.get(limit - 1).position(), true)
                : new Looked(found, end, false);
    }

    private Set<UUID> seen(OrganizationId reader, Set<EventType> types) {
        return wantsVersions(types) ? visible.apply(reader) : Set.of();
    }

    private void requireKept(Position after, EventLog.Extent extent) {
        var forgotten = extent.forgotten();
        if (after.number() < forgotten.number() || after.number() > extent.newest()) {
            throw gone();
        }
        var there = after.number() == forgotten.number()
                ? forgotten
                : events.position(after.number()).orElse(null);
        if (!after.equals(there)) {
            throw gone();
        }
    }

    private static Gone gone() {
        return new Gone("Events after this cursor are kept no more, or this server was put back to an earlier state."
                + " Ask for after=latest, compare everything you have with the listings, and go on from there.");
    }

    private Position end(EventLog.Extent extent) {
        return extent.newest() == extent.forgotten().number()
                ? extent.forgotten()
                : events.position(extent.newest())
                        .orElseGet(() -> events.extent().forgotten());
    }

    private Piece shown(OrganizationId reader, Looked looked) {
        var sealing = cursors.get();
        return new Piece(
                looked.events().stream()
                        .map(event -> new Shown(sealing.ofEvent(reader, event.position()), event))
                        .toList(),
                sealing.ofPlace(reader, looked.upTo()),
                looked.more());
    }
}
