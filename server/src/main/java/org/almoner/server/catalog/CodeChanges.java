package org.almoner.server.catalog;

import java.util.List;
import java.util.UUID;

/**
 * What became of the codes of a version since the one before it: those in force, in the first table of each release in it that lists codes.
 *
 * @param since the id of the version before
 * @param sinceSlug the slug of it
 * @param sinceName the name of it
 */
public record CodeChanges(
        UUID since,
        String sinceSlug,
        String sinceName,
        long added,
        long removed,
        long retired,
        long reactivated,
        long remapped,
        long revised) {

    /** What the Download API's listings say beside what the publisher says. */
    List<Metadata> metadata() {
        return List.of(
                new Metadata("changes.since", sinceSlug),
                new Metadata("changes.added", Long.toString(added)),
                new Metadata("changes.removed", Long.toString(removed)),
                new Metadata("changes.retired", Long.toString(retired)),
                new Metadata("changes.reactivated", Long.toString(reactivated)),
                new Metadata("changes.remapped", Long.toString(remapped)),
                new Metadata("changes.revised", Long.toString(revised)));
    }
}
