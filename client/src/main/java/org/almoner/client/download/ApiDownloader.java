package org.almoner.client.download;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;

import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.Sha256;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;
import org.almoner.client.http.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files that the API itself hands out, as {@link Downloader} fetches those behind links: what broke off is taken up at the byte
 * where it broke, and a file gets its name only when its hash has been checked.
 */
public final class ApiDownloader {

    private final Api api;
    private final HttpClient http;
    private final Wire wire;

    /** @param http a client that follows no redirects: the token goes to this server and to no other */
    public ApiDownloader(Api api, HttpClient http, Wire wire) {
        this.api = api;
        this.http = http;
        this.wire = wire;
    }

    /**
     * A file of the API's.
     *
     * @param id what tells it from all others of the server
     * @param bytes where its bytes are
     * @param size null when it is not known
     * @param sha256 null when it is not known
     */
    public record Remote(
            String id,
            Route bytes,
            String fileName,
            @Nullable Long size,
            @Nullable Sha256 sha256) {}

    /**
     * Fetches one file. If it is in place already, with the right hash, nothing is fetched.
     *
     * @param target where it goes; its folder is made if it is not there
     * @param overwrite whether another file of that name is replaced
     * @throws AlmonerException.BadAnswer if the name is not safe, or the server contradicts itself
     * @throws AlmonerException.Damaged if the bytes are not those of the hash
     * @throws AlmonerException.Local if the folder cannot be written, or holds another file of that name
     */
    public Fetched fetch(Remote remote, Path target, boolean overwrite, DownloadListener listener) {
        var absolute = target.toAbsolutePath().normalize();
        var folder = absolute.getParent();
        var last = absolute.getFileName();
        if (folder == null || last == null) {
            throw new AlmonerException.Local(target + " is not the name of a file.");
        }
        var name = LocalName.of(last.toString());
        var file = new ReleaseFile(
                remote.id(),
                null,
                remote.fileName(),
                api.address(remote.bytes()),
                null,
                remote.size(),
                remote.sha256(),
                null,
                null);
        try {
            Files.createDirectories(folder);
            var there = InPlace.check(name.in(folder), file, overwrite, listener);
            if (there.isPresent()) {
                return there.get();
            }
            var source = new WithToken(api);
            return new Download(source, new LinkClient(http, wire, source), name, folder, listener).fetch(file);
        } catch (IOException e) {
            throw new AlmonerException.Local("Cannot write " + target + ": " + e.getMessage(), e);
        }
    }
}
