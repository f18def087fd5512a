package org.almoner.client.download;

import java.net.URI;
import java.nio.file.Path;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;

/** A link that is the only one there is. */
record Fixed(URI address) implements Source {

    @Override
    public Link first() {
        return new Link(address, null);
    }

    @Override
    public Link again(Link refused, AlmonerException.Refused why) {
        throw why;
    }

    /** A file behind a link, as a listing has it. */
    static Wanted wanted(URI server, Path target, @Nullable Long size, @Nullable Sha256 sha256) {
        var address = server.resolve("/file");
        return new Wanted(
                new Remote(address.toString(), target.getFileName().toString(), size, sha256, new Fixed(address)),
                target,
                false);
    }

    static Sha256 hash(byte[] bytes) {
        var digest = Sha256.digest();
        digest.update(bytes);
        return Sha256.of(digest);
    }
}
