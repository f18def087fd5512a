package org.almoner.client.download;

import java.net.URI;
import java.nio.file.Path;

import org.almoner.client.catalog.Sha256;
import org.jspecify.annotations.Nullable;

/** Files behind a link that is the only one there is. */
final class Fixed {

    private Fixed() {}

    static Source source(URI address) {
        return Source.of(new Link(address, null));
    }

    /** A file behind a link, as a listing has it. */
    static Wanted wanted(URI server, Path target, @Nullable Long size, @Nullable Sha256 sha256) {
        var address = server.resolve("/file");
        return new Wanted(
                new Remote(address.toString(), target.getFileName().toString(), size, sha256, source(address)),
                target,
                false);
    }

    static Sha256 hash(byte[] bytes) {
        var digest = Sha256.digest();
        digest.update(bytes);
        return Sha256.of(digest);
    }
}
