package org.almoner.server.syndication;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which extracts have been kept long enough. Looks at values only. */
final class Retention {

    private final SyndicationSettings.Retention settings;

    Retention(SyndicationSettings.Retention settings) {
        this.settings = settings;
    }

    /**
     * The extracts that expire.
     *
     * @param all the extracts of one population, oldest first; those that were withdrawn count for nothing
     */
    List<Extract> expired(List<Extract> all, Instant now) {
        return all.stream()
                .filter(extract -> extract.withdrawal() == null)
                .collect(Collectors.groupingBy(extract -> extract.dataSet().type()))
                .values()
                .stream()
                .flatMap(ofDataSet -> expiredOf(ofDataSet, now).stream())
                .toList();
    }

    private List<Extract> expiredOf(List<Extract> visible, Instant now) {
        var needed = needed(visible);
        var newer = new HashMap<ExtractType, Integer>();
        var expired = new HashSet<Long>();
        for (var extract : visible.reversed()) {
            var place = newer.merge(extract.type(), 1, Integer::sum);
            if (!needed.contains(extract.id()) && (isTooMany(extract.type(), place) || isTooOld(extract, now))) {
                expired.add(extract.id());
            }
        }
        return visible.stream()
                .filter(extract -> expired.contains(extract.id()))
                .toList();
    }

    private boolean isTooMany(ExtractType type, int place) {
        var most = switch (type) {
            case COMPLETE -> settings.complete();
            case INCREMENTAL -> settings.incremental();
        };
        return most > 0 && place > most;
    }

    private boolean isTooOld(Extract extract, Instant now) {
        return settings.age() != null
                && extract.releasedAt().plus(settings.age()).isBefore(now);
    }

    /** The newest extract and the newest INCREMENTAL, each with all that it is to be applied to. */
    private static Set<Long> needed(List<Extract> visible) {
        var byId = visible.stream().collect(Collectors.toMap(Extract::id, Function.identity()));
        var needed = new HashSet<Long>();
        addChain(visible, _ -> true, byId, needed);
        addChain(visible, extract -> extract.type() == ExtractType.INCREMENTAL, byId, needed);
        return needed;
    }

    private static void addChain(
            List<Extract> visible, Predicate<Extract> which, Map<Long, Extract> byId, Set<Long> needed) {
        var link = visible.reversed().stream().filter(which).findFirst();
        while (link.isPresent()) {
            needed.add(link.get().id());
            link = Optional.ofNullable(link.get().baseId()).map(byId::get);
        }
    }
}
