package org.almoner.client.download;

import java.util.Objects;

import org.almoner.client.catalog.Catalog;
import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.failure.AlmonerException;

/** The links of a version's file. They need nothing besides themselves; when one is refused, the files are listed again. */
record ListedLinks(Catalog catalog, VersionAddress version, ReleaseFile file) implements Source {

    @Override
    public Link first() {
        return new Link(file.downloadUrl(), null);
    }

    @Override
    public Link again(Link refused, AlmonerException.Refused why) {
        var again = catalog.files(version).stream()
                .filter(each -> each.id().equals(file.id()))
                .findFirst()
                .orElseThrow(() -> new AlmonerException.BadAnswer(
                        "The server no longer lists " + file.fileName() + " in " + version));
        if (!Objects.equals(again.sha256(), file.sha256())
                || !Objects.equals(again.sizeInBytes(), file.sizeInBytes())) {
            throw new AlmonerException.BadAnswer(
                    "The server lists " + file.fileName() + " with other bytes than a moment ago. Start over.");
        }
        return new Link(again.downloadUrl(), null);
    }
}
