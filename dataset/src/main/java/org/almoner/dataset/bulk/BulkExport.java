package org.almoner.dataset.bulk;

import java.nio.file.Path;

/**
 * Fetches a population from a FHIR server by its Bulk Data export. Safe for many threads; one fetch at a time to a folder.
 *
 * <p>A folder belongs to one export from its start on. Beside the files, {@code bulk-export.json} in it says how far it is, so that the
 * next call goes on with the same export after a failure, a stop or a crash, and downloads go on at the byte where the server lets them.
 *
 * <p>An export ends with the server's word that there is none: 404 or 410 at its status address, as after a deletion (Bulk Data Access
 * 2.0.0, Bulk Data Delete Request) or once its files have expired (Bulk Data Complete Status, {@code Expires}). The status address is
 * asked only while something is missing, and what is missing is then nowhere to be had. What was downloaded is removed: it shows the
 * population at the moment of that export, and the files of the next one, which has another {@code transactionTime}, do not fit to it.
 */
public final class BulkExport {

    private final BulkRequest request;
    private final Authentication authentication;
    private final BulkLimits limits;
    private final boolean despiteProblems;
    private final BulkWorld world;

    /** @param despiteProblems whether to take an export of which the server itself says that it has errors */
    public BulkExport(
            BulkRequest request,
            Authentication authentication,
            BulkLimits limits,
            boolean despiteProblems,
            BulkWorld world) {
        this.request = request;
        this.authentication = authentication;
        this.limits = limits;
        this.despiteProblems = despiteProblems;
        this.world = world;
    }

    /**
     * Fills a folder, or finishes what an earlier call began there. A folder that is finished is left as it is.
     *
     * @param folder made if it is not there; holds no NDJSON of anything else
     * @throws BulkExportException if it does not come to an end; the case says what another call does
     * @throws java.util.concurrent.CancellationException if the listener wants it to end
     */
    public FetchedExport fetch(Path folder, BulkListener listener) {
        var session = new Session(limits, world, () -> listener.demand() != BulkListener.Demand.GO_ON);
        var server = new Server(request, authentication, world);
        try (var opened = ExportFolder.open(folder, world.disk())) {
            return new ExportRun(request, server, session, opened, listener, despiteProblems).fetch();
        }
    }

    /**
     * Gives up what a folder holds of an export: tells the server where that can be done, and removes it.
     *
     * @return what became of it at the server, in words
     */
    public String abandon(Path folder) {
        var session = new Session(limits, world, () -> false);
        var server = new Server(request, authentication, world);
        try (var opened = ExportFolder.open(folder, world.disk())) {
            return new ExportRun(request, server, session, opened, BulkListener.NOBODY, despiteProblems).withdraw();
        }
    }
}
