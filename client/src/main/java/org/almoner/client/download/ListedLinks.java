package org.almoner.client.download;

import java.net.http.HttpRequest;
import java.util.Objects;

import org.almoner.client.catalog.Catalog;
import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.failure.AlmonerException;

/** The links of a version's files. They need nothing besides themselves; when one expires, the files are listed again. */
record ListedLinks(Catalog catalog, VersionAddress version) implements Source {

    @Override
    public void prepare(HttpRequest.Builder request) {
        // No token: a link is all the permission there is, and may lead to another server.
    }

    @Override
    public ReleaseFile again(ReleaseFile old, AlmonerException.Refused refusal, DownloadListener listener) {
        if (refusal instanceof AlmonerException.NotAuthenticated) {
            throw refusal;
        }
        listener.relinked(old.fileName());
        var again = catalog.files(version).stream()
                .filter(file -> file.id().equals(old.id()))
                .findFirst()
                .orElseThrow(() -> new AlmonerException.BadAnswer(
                        "The server no longer lists " + old.fileName() + " in " + version));
        if (!Objects.equals(again.sha256(), old.sha256()) || !Objects.equals(again.sizeInBytes(), old.sizeInBytes())) {
            throw new AlmonerException.BadAnswer(
                    "The server lists " + old.fileName() + " with other bytes than a moment ago. Start over.");
        }
        return again;
    }
}
