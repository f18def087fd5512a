package org.almoner.client.download;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;

import org.almoner.client.catalog.Catalog;
import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Wire;

/**
 * Fetches release files. A download that broke off, in this process or an earlier one, is taken up at the byte where it broke;
 * a file gets its own name only when its hash has been checked. The access token is never sent to a link.
 */
public final class Downloader {

    private final Catalog catalog;
    private final HttpClient http;
    private final Wire wire;

    /**
     * A downloader.
     *
     * @param http fetches the links: a client without authenticator and cookies, which may follow redirects
     */
    public Downloader(Catalog catalog, HttpClient http, Wire wire) {
        this.catalog = catalog;
        this.http = http;
        this.wire = wire;
    }

    /**
     * Fetches one file. If it is in place already, with the listed hash, nothing is fetched.
     *
     * @param version where the file is listed, for new links when one expires
     * @param file one of the files listed there
     * @param folder made if it is not there
     * @param overwrite whether another file of that name is replaced
     * @throws AlmonerException.BadAnswer if the file has a name that is not safe, or the server contradicts itself
     * @throws AlmonerException.Damaged if the bytes are not those of the listed hash
     * @throws AlmonerException.Local if the folder cannot be written, or holds another file of that name
     */
    public Fetched fetch(
            VersionAddress version, ReleaseFile file, Path folder, boolean overwrite, DownloadListener listener) {
        var name = LocalName.of(file.fileName());
        try {
            Files.createDirectories(folder);
            var there = InPlace.check(name.in(folder), file, overwrite, listener);
            if (there.isPresent()) {
                return there.get();
            }
            var source = new ListedLinks(catalog, version);
            return new Download(source, new LinkClient(http, wire, source), name, folder, listener).fetch(file);
        } catch (IOException e) {
            throw new AlmonerException.Local("Cannot write " + name.in(folder) + ": " + e.getMessage(), e);
        }
    }
}
