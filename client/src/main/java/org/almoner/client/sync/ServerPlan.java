package org.almoner.client.sync;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What there is to do for one server. */
final class ServerPlan {

    private final SyncServer server;
    private final List<Due> due = new ArrayList<>();
    private final List<SyncReport.Item> settled = new ArrayList<>();
    private final List<Leaving> leaving = new ArrayList<>();
    private @Nullable String failure;

    /** Something that is to be removed, and why. */
    record Leaving(Holding holding, String reason) {}

    ServerPlan(SyncServer server) {
        this.server = server;
    }

    SyncServer server() {
        return server;
    }

    /** What is to be fetched. */
    List<Due> due() {
        return due;
    }

    /** What there is nothing to do for. */
    List<SyncReport.Item> settled() {
        return settled;
    }

    /** What is to be removed once all that is due is there. */
    List<Leaving> leaving() {
        return leaving;
    }

    /** Why some of the server could not be gone through; null if all could. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Says why something of the server could not be gone through. */
    void fail(String sentence) {
        failure = failure == null ? sentence : failure + " " + sentence;
    }

    int files() {
        return due.stream().mapToInt(each -> each.missing().size()).sum();
    }

    /** How many bytes are to be fetched; -1 if that is not known. */
    long bytes() {
        long all = 0;
        for (var each : due) {
            for (var file : each.missing()) {
                var size = file.remote().size();
                if (size == null) {
                    return -1;
                }
                all += size;
            }
        }
        return all;
    }
}
