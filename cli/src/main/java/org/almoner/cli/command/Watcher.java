package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.almoner.cli.watch.WatchSettings;

/** Looks into folders, waits until what is in them is whole, and has it taken: the oldest release first. */
final class Watcher {

    /** What cannot be taken now is tried again after ever longer times, up to this one. */
    static final Duration LONGEST_RETRY = Duration.ofHours(1);

    /** Takes what is in folders. */
    interface Taking {

        /** Where something belongs in the order of releases. */
        Place place(WatchSettings.Folder folder, Drop drop);

        /** Takes it, or says why not. */
        Taken take(WatchSettings.Folder folder, Drop drop);

        /** A folder could not be looked into. */
        void unreadable(WatchSettings.Folder folder, String reason);

        /** Something is left for later, as somebody may still be writing it. */
        void early(WatchSettings.Folder folder, Drop drop);
    }

    /** What became of something. */
    sealed interface Taken {

        /** It was taken and moved out of the way, or refused and moved out of the way. */
        record Moved(boolean accepted) implements Taken {}

        /** Something that may pass was in the way; it stays where it is. */
        record Kept() implements Taken {}
    }

    /**
     * A release's place among others.
     *
     * @param effective since when it applies, as text; empty if nobody knows
     */
    record Place(String effective, String version) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::effective).thenComparing(Place::version);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * What a look came to.
     *
     * @param clean whether nothing was refused, and nothing kept for another time because of a failure
     * @param rest for how long nothing is to be done unless something happens in the folders
     */
    record Look(boolean clean, Duration rest) {}

    /** What is remembered of something that is still there. */
    private record Seen(String state, Instant since, int failures, Instant notBefore) {}

    private final List<WatchSettings.Folder> folders;
    private final Duration unchanged;
    private final Duration every;
    private final InstantSource clock;
    private final Taking taking;
    private final Map<Path, Seen> seen = new HashMap<>();

    Watcher(WatchSettings settings, InstantSource clock, Taking taking) {
        this.folders = settings.folders();
        this.unchanged = settings.unchanged();
        this.every = settings.every();
        this.clock = clock;
        this.taking = taking;
    }

    /** Looks once, for whoever does not stay: what file systems say was not changed for long enough is whole. */
    Look once() {
        return look((drop, _) ->
                !drop.unfinished() && !drop.newest().plus(unchanged).isAfter(clock.instant()));
    }

    /** Looks again: what has not changed since it was first seen so, for long enough, is whole, whatever its times say. */
    Look again() {
        return look((drop, was) ->
                !drop.unfinished() && !was.since().plus(unchanged).isAfter(clock.instant()));
    }

    private interface Whole {
        boolean is(Drop drop, Seen was);
    }

    /** Something that is whole. */
    private record Ready(WatchSettings.Folder folder, Drop drop, Place place) {}

    private Look look(Whole whole) {
        boolean clean = true;
        var rest = every;
        var there = new HashSet<Path>();
        for (var folder : folders) {
            var ready = new ArrayList<Ready>();
            try {
                for (var drop : Drop.in(folder)) {
                    there.add(drop.path());
                    var now = noted(drop);
                    if (!whole.is(drop, now)) {
                        taking.early(folder, drop);
                        rest = shorter(
                                rest,
                                Duration.between(clock.instant(), now.since().plus(unchanged)));
                    } else if (now.notBefore().isAfter(clock.instant())) {
                        rest = shorter(rest, Duration.between(clock.instant(), now.notBefore()));
                    } else {
                        ready.add(new Ready(folder, drop, taking.place(folder, drop)));
                    }
                }
            } catch (NoSuchFileException e) {
                clean &= stillThere(folder, e);
            } catch (IOException e) {
                taking.unreadable(folder, String.valueOf(e.getMessage()));
                clean = false;
            }
            ready.sort(Comparator.comparing(Ready::place));
            for (var each : ready) {
                clean &= taken(each);
            }
        }
        forgetAllBut(there);
        return new Look(clean, rest);
    }

    /** A file that goes while its folder is being read is nobody's failure; a folder that is not there is. */
    private boolean stillThere(WatchSettings.Folder folder, NoSuchFileException gone) {
        if (Files.isDirectory(folder.path())) {
            return true;
        }
        taking.unreadable(folder, "There is no " + gone.getMessage());
        return false;
    }

    private Seen noted(Drop drop) {
        var now = clock.instant();
        return seen.compute(
                drop.path(),
                (_, was) -> was != null && was.state().equals(drop.state())
                        ? was
                        : new Seen(drop.state(), now, 0, Instant.MIN));
    }

    private boolean taken(Ready ready) {
        var drop = ready.drop();
        return switch (taking.take(ready.folder(), drop)) {
            case Taken.Moved(var accepted) -> {
                seen.remove(drop.path());
                yield accepted;
            }
            case Taken.Kept() -> {
                seen.computeIfPresent(
                        drop.path(),
                        (_, was) -> new Seen(
                                was.state(),
                                was.since(),
                                was.failures() + 1,
                                clock.instant().plus(retry(was.failures()))));
                yield false;
            }
        };
    }

    /** @param failures how many there were before this one */
    Duration retry(int failures) {
        var wait = every;
        for (int i = 0; i < failures && wait.compareTo(LONGEST_RETRY) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return shorter(wait, LONGEST_RETRY);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private void forgetAllBut(Set<Path> there) {
        seen.keySet().retainAll(there);
    }
}
