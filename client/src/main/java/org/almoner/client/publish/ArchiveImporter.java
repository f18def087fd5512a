package org.almoner.client.publish;

import java.nio.file.Path;

import org.almoner.client.admin.Admin;
import org.almoner.client.admin.ArchiveImport;
import org.almoner.client.admin.ExtractJob;
import org.almoner.client.admin.Extracts;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;

/**
 * Brings archives that were made elsewhere into a server. Can be broken off and repeated at any point: what has arrived is not sent
 * again.
 */
public final class ArchiveImporter {

    private final Extracts extracts;
    private final Uploader uploader;

    /** @param partSize how many bytes of an upload go out before the server acknowledges them; at least 1 */
    public ArchiveImporter(Api api, long partSize) {
        this.extracts = new Admin(api).extracts();
        this.uploader = new Uploader(api, partSize);
    }

    /**
     * Sends an archive.
     *
     * @param archive its name says what it is, as names of extracts do
     * @return the job that examines and releases it
     * @throws AlmonerException.Local if the file cannot be read, or changes meanwhile
     * @throws AlmonerException.Conflict if there is, or was, an extract of this name
     */
    public ExtractJob send(String organization, String population, Path archive, PublishListener listener) {
        var file = LocalFile.read(archive, listener);
        var there = extracts.findImport(organization, population, file.name());
        var job = there.map(ArchiveImport::job).orElse(null);
        if (job != null && !job.state().ended()) {
            return job;
        }
        var offset = there.filter(begun -> job == null && isSame(begun, file))
                .map(ArchiveImport::uploadedBytes)
                .orElseGet(
                        () -> extracts.announceImport(organization, population, file.name(), file.size(), file.sha256())
                                .uploadedBytes());
        var route = Extracts.importRoute(organization, population, file.name());
        var taken = uploader.send(route, file, offset, listener)
                .map(answer -> answer.read(ArchiveImport.class, "PATCH " + route))
                .or(() -> extracts.findImport(organization, population, file.name()))
                .map(ArchiveImport::job)
                .orElseThrow(() -> new AlmonerException.BadAnswer(
                        "The server took all of " + file.name() + " and does nothing with it"));
        return taken;
    }

    private static boolean isSame(ArchiveImport begun, LocalFile file) {
        return begun.sizeInBytes() != null && begun.sizeInBytes() == file.size();
    }
}
