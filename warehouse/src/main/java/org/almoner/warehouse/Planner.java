package org.almoner.warehouse;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ExtractType;
import org.almoner.warehouse.Plan.Reason;
import org.almoner.warehouse.Plan.Skipped;

/**
 * Decides which archives to load, and in which order. The way that leads to the newest extract is taken: from what is loaded, if the
 * INCREMENTALs from there lead as far as any other; or else from the newest COMPLETE that leads there.
 */
final class Planner {

    private static final Comparator<Archive> BY_TIME = Comparator.comparing(
                    (Archive archive) -> archive.name().time())
            .thenComparing(archive -> archive.name().stem());

    private final List<Load> loads;
    private final Bases bases;
    private final List<Skipped> skipped = new ArrayList<>();

    /** Looks into an INCREMENTAL for its base, and throws if it is damaged. */
    interface Bases {
        ArchiveName of(Archive incremental) throws IOException;
    }

    /**
     * Whose extracts they are, and by what definition.
     *
     * @param version of the data set
     */
    record Series(String client, String population, String version) {

        static Series of(ArchiveName name) {
            return new Series(name.client(), name.population(), name.version());
        }

        @Override
        public String toString() {
            return client + "/" + population + " " + version;
        }
    }

    /** @param loads what was loaded, in this order */
    Planner(List<Load> loads, Bases bases) {
        this.loads = List.copyOf(loads);
        this.bases = bases;
    }

    /**
     * Makes a plan.
     *
     * @param found in any order, each extract once
     * @param pickedOut whether others than those of the warehouse's population are to be left out; an error otherwise
     * @throws WarehouseException if there is a gap in the chain, or archives do not belong together
     */
    Plan plan(List<Archive> found, boolean pickedOut) throws IOException {
        var own = own(found, pickedOut);
        var news = news(own);
        var incrementals = incrementals(news);
        var path = best(news, incrementals);
        leaveOut(news, path);
        skipped.sort(Comparator.comparing(Skipped::archive, BY_TIME));
        return new Plan(path, skipped);
    }

    private List<Archive> own(List<Archive> found, boolean pickedOut) {
        if (loads.isEmpty()) {
            var series = found.stream()
                    .map(archive -> Series.of(archive.name()))
                    .collect(Collectors.toCollection(HashSet::new));
            if (series.size() > 1) {
                throw new WarehouseException(
                        "These are extracts of several populations or data set versions: "
                                + series.stream().map(Series::toString).sorted().collect(Collectors.joining(", "))
                                + ". A schema holds one of them: name it with --population, and load the others into schemas of their own.");
            }
            return found;
        }
        var held = Series.of(loads.getLast().name());
        var own = new ArrayList<Archive>();
        for (var archive : found) {
            if (Series.of(archive.name()).equals(held)) {
                own.add(archive);
            } else if (pickedOut) {
                skipped.add(new Skipped(archive, Reason.OTHER_POPULATION));
            } else {
                throw new WarehouseException("The schema holds " + held + ", but " + archive.name() + " is of "
                        + Series.of(archive.name()) + ". Load it into a schema of its own, with --schema.");
            }
        }
        return own;
    }

    /** What is not loaded, and not older than what is; in the order of time. */
    private List<Archive> news(List<Archive> own) {
        Map<ArchiveName, Load> loaded = new LinkedHashMap<>();
        loads.forEach(load -> loaded.put(load.name(), load));
        var news = new ArrayList<Archive>();
        for (var archive : own) {
            var load = loaded.get(archive.name());
            if (load != null) {
                if (load.archive().size() != archive.size()) {
                    throw new WarehouseException(
                            "%s has %d bytes, but when it was loaded it had %d. One of the two is not the extract: %s"
                                    .formatted(
                                            archive.path(),
                                            archive.size(),
                                            load.archive().size(),
                                            "fetch it again, or load a later COMPLETE."));
                }
                skipped.add(new Skipped(archive, Reason.LOADED));
            } else if (!loads.isEmpty()
                    && archive.name().time().isBefore(loads.getLast().name().time())) {
                skipped.add(new Skipped(archive, Reason.OLDER));
            } else {
                news.add(archive);
            }
        }
        news.sort(BY_TIME);
        return news;
    }

    /** Those among the new ones, by their bases. */
    private Map<ArchiveName, List<Archive>> incrementals(List<Archive> news) throws IOException {
        Map<ArchiveName, List<Archive>> byBase = new LinkedHashMap<>();
        for (var archive : news) {
            if (archive.name().type() == ExtractType.INCREMENTAL) {
                byBase.computeIfAbsent(bases.of(archive), _ -> new ArrayList<>())
                        .add(archive);
            }
        }
        return byBase;
    }

    private List<Archive> best(List<Archive> news, Map<ArchiveName, List<Archive>> incrementals) {
        List<Archive> best = loads.isEmpty() ? List.of() : chain(loads.getLast().name(), incrementals);
        for (var archive : news.reversed()) {
            if (archive.name().type() == ExtractType.COMPLETE) {
                var path = new ArrayList<>(List.of(archive));
                path.addAll(chain(archive.name(), incrementals));
                if (end(path)
                        .orElseThrow()
                        .time()
                        .isAfter(end(best).map(ArchiveName::time).orElse(Instant.MIN))) {
                    best = path;
                }
            }
        }
        return best;
    }

    /** What will be loaded last once all steps are done. */
    private Optional<ArchiveName> end(List<Archive> path) {
        if (!path.isEmpty()) {
            return Optional.of(path.getLast().name());
        }
        return loads.isEmpty() ? Optional.empty() : Optional.of(loads.getLast().name());
    }

    /** The INCREMENTALs that follow on each other; where two follow on one, the way that leads further. */
    private static List<Archive> chain(ArchiveName from, Map<ArchiveName, List<Archive>> incrementals) {
        List<Archive> best = List.of();
        for (var next : incrementals.getOrDefault(from, List.of())) {
            // Names tell the minute, in which a base may have been made as well.
            if (!next.name().time().isBefore(from.time())) {
                var path = new ArrayList<>(List.of(next));
                path.addAll(chain(next.name(), incrementals));
                if (best.isEmpty()
                        || path.getLast()
                                .name()
                                .time()
                                .isAfter(best.getLast().name().time())) {
                    best = path;
                }
            }
        }
        return best;
    }

    /** @throws WarehouseException if one of the others is newer than all that can be loaded */
    private void leaveOut(List<Archive> news, List<Archive> path) throws IOException {
        Set<Archive> taken = new HashSet<>(path);
        Optional<ArchiveName> end = end(path);
        for (var archive : news) {
            if (taken.contains(archive)) {
                continue;
            }
            if (end.isEmpty() || archive.name().time().isAfter(end.get().time())) {
                throw gap(archive, end);
            }
            skipped.add(new Skipped(archive, Reason.NOT_NEEDED));
        }
    }

    private WarehouseException gap(Archive archive, Optional<ArchiveName> end) throws IOException {
        return new WarehouseException(
                "%s changes %s, which is neither loaded nor here%s. Nothing was loaded. Fetch it, or a COMPLETE that is newer."
                        .formatted(
                                archive.name(),
                                bases.of(archive),
                                end.map(name -> ": the chain ends at " + name).orElse("")));
    }
}
