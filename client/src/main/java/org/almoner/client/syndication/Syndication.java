package org.almoner.client.syndication;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.almoner.client.download.DownloadListener;
import org.almoner.client.download.Downloader;
import org.almoner.client.download.Fetched;
import org.almoner.client.download.Remote;
import org.almoner.client.download.Wanted;
import org.almoner.client.download.WithToken;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;
import org.almoner.client.proof.BlockHashes;
import org.almoner.client.proof.ListedKey;
import org.almoner.client.proof.Proofs;
import org.almoner.client.proof.SignedManifest;

/**
 * The Data Syndication API: the extracts of this client's organization. All methods throw {@link AlmonerException}; an extract that is
 * not there, or not this client's to see, is {@link AlmonerException.NotFound}.
 */
public final class Syndication {

    private static final Route ROOT = Route.of("api");
    private static final Route ALL = ROOT.then("extracts");

    private final Api api;
    private final Proofs proofs;
    private final Downloader downloader;

    public Syndication(Api api, Downloader downloader) {
        this.api = api;
        this.proofs = new Proofs(api);
        this.downloader = downloader;
    }

    /** The extracts that are asked for, oldest first: a stream that asks for more when it gets there. */
    public Stream<Extract> extracts(ExtractQuery query) {
        return api.slices(query.on(ALL), Extract.class);
    }

    /** One extract. */
    public Extract extract(long id) {
        return api.get(ALL.then(Long.toString(id)), Extract.class);
    }

    /**
     * The hashes of the blocks of an extract's archive.
     *
     * @throws AlmonerException.NotFound also of a server that has no such thing as block hashes
     */
    public BlockHashes blocks(long id) {
        return proofs.blocks(ALL.then(Long.toString(id)));
    }

    /**
     * What the server has signed about an extract.
     *
     * @throws AlmonerException.NotFound also of a server that has no such thing as manifests
     */
    public SignedManifest manifest(long id) {
        return proofs.manifest(ALL.then(Long.toString(id)));
    }

    /**
     * The keys that the server says the manifests of extracts are signed with, oldest first.
     *
     * @throws AlmonerException.NotFound also of a server that has no such thing as manifests
     */
    public List<ListedKey> manifestKeys() {
        return proofs.keys(ROOT);
    }

    /** The archive of an extract, as it is fetched. */
    public Remote remote(Extract extract) {
        var address = api.address(ALL.then(Long.toString(extract.id()), "download"));
        return new Remote(
                address.toString(),
                nameOf(extract),
                extract.sizeInBytes(),
                extract.sha256(),
                new WithToken(api, address));
    }

    /**
     * Fetches the archive of an extract. A fetch that broke off, in this process or an earlier one, goes on at the byte where it
     * broke; the file gets its name only when its hash has been checked.
     *
     * @param target where it goes; its folder is made if it is not there
     * @param overwrite whether another file of that name is replaced
     * @throws AlmonerException.Damaged if the bytes are not those of the listed hash
     * @throws AlmonerException.Local if the file cannot be written, or another is in its place
     */
    public Fetched fetch(Extract extract, Path target, boolean overwrite, DownloadListener listener) {
        return downloader.fetch(new Wanted(remote(extract), target, overwrite), listener);
    }

    /** What the archive of an extract is called: as the server says, or else after its id. */
    public static String nameOf(Extract extract) {
        return extract.fileName() == null ? "extract-" + extract.id() + ".tar.gz" : extract.fileName();
    }
}
