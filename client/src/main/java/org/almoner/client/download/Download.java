package org.almoner.client.download;

import java.io.IOException;
import java.nio.file.Path;

import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Patience;

/** The way of one file from its address into a folder. */
final class Download {

    private final Source source;
    private final LinkClient links;
    private final LocalName name;
    private final Path folder;
    private final DownloadListener listener;

    Download(Source source, LinkClient links, LocalName name, Path folder, DownloadListener listener) {
        this.source = source;
        this.links = links;
        this.name = name;
        this.folder = folder;
        this.listener = listener;
    }

    Fetched fetch(ReleaseFile listed) throws IOException {
        try (var part = open(listed)) {
            boolean resumed = part.position() > 0;
            try {
                return received(listed, part);
            } catch (AlmonerException.Damaged e) {
                part.discard();
                if (!resumed) {
                    throw e;
                }
            }
        }
        // What an earlier process left need not be what it had written, as after a crash of the machine: once more from
        // the beginning.
        return fetch(listed);
    }

    private Fetched received(ReleaseFile listed, PartialFile part) throws IOException {
        var file = receive(listed, part);
        return moved(file, part);
    }

    private PartialFile open(ReleaseFile file) throws IOException {
        var size = file.sizeInBytes();
        return PartialFile.open(
                name.partIn(folder),
                file,
                position -> listener.checking(file.fileName(), position, size == null ? -1 : size));
    }

    /** @return the file with the link that worked last */
    private ReleaseFile receive(ReleaseFile listed, PartialFile part) throws IOException {
        var attempts = links.patience().begin();
        var file = listed;
        boolean justLinked = false;
        while (true) {
            long before = part.position();
            try {
                links.receive(file, part, listener);
                return file;
            } catch (AlmonerException.NotAuthenticated
                    | AlmonerException.NotAllowed
                    | AlmonerException.NotFound
                    | AlmonerException.Gone e) {
                if (justLinked) {
                    throw e;
                }
                file = source.again(file, e, listener);
                justLinked = true;
                continue;
            } catch (AlmonerException e) {
                waitAfter(e, attempts, part.position() > before);
            }
            justLinked &= part.position() == before;
        }
    }

    private void waitAfter(AlmonerException failure, Patience.Attempts attempts, boolean progressed) {
        if (progressed) {
            attempts.progressed();
        }
        var pause = attempts.waitIfPassing(failure);
        listener.waiting(name.text(), failure, pause);
    }

    private Fetched moved(ReleaseFile file, PartialFile part) throws IOException {
        var hash = part.sha256();
        var size = part.position();
        if (file.sha256() != null && !file.sha256().equals(hash)) {
            throw new AlmonerException.Damaged(
                    file.fileName() + " arrived with SHA-256 " + hash + ", and is listed with " + file.sha256()
                            + ". Nothing of it was kept; try again, and tell the publisher if it stays so.");
        }
        var target = name.in(folder);
        part.moveTo(target);
        return new Fetched(target, size, hash, proof(file), false);
    }

    private static Fetched.Proof proof(ReleaseFile file) {
        if (file.sha256() != null) {
            return Fetched.Proof.HASH;
        }
        return file.sizeInBytes() == null ? Fetched.Proof.NONE : Fetched.Proof.SIZE;
    }
}
