package org.almoner.dataset.bulk;

import java.net.URI;
import java.util.Optional;

/**
 * A file that a manifest names and that is wanted.
 *
 * @param stem how its file is called here, without ending; made here, because names of a server could be paths
 * @param outcomes whether it tells of problems instead of patients
 * @param count of resources, where the server says
 */
record ManifestFile(
        String stem, String type, URI url, boolean requiresAccessToken, boolean outcomes, Optional<Long> count) {

    /** What to fetch for this one now that its link was made anew. */
    ManifestFile refreshed(ManifestFile fresh) {
        return new ManifestFile(stem, type, fresh.url, fresh.requiresAccessToken, outcomes, count);
    }

    String address() {
        return Urls.withoutQuery(url);
    }
}
