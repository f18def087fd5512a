package org.almoner.client.download;

import java.util.Objects;

import org.almoner.client.catalog.Catalog;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.codeset.ChangesSummary;
import org.almoner.client.failure.AlmonerException;

/** The links of the file with a version's changes; when one is refused, the summary is asked for again. */
record ChangesLinks(Catalog catalog, VersionAddress version, ChangesSummary.File file) implements Source {

    @Override
    public Link first() {
        return new Link(file.downloadUrl(), null);
    }

    @Override
    public Link again(Link refused, AlmonerException.Refused why) {
        var again = catalog.changesSummary(version).file();
        if (again == null) {
            throw new AlmonerException.BadAnswer("The server no longer has the changes of " + version);
        }
        if (!Objects.equals(again.sha256(), file.sha256())
                || !Objects.equals(again.sizeInBytes(), file.sizeInBytes())) {
            throw new AlmonerException.BadAnswer(
                    "The server has other changes of " + version + " than a moment ago. Start over.");
        }
        return new Link(again.downloadUrl(), null);
    }
}
