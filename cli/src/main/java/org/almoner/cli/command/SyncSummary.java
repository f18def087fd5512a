package org.almoner.cli.command;

import java.util.ArrayList;
import java.util.List;

import org.almoner.cli.output.Plain;
import org.almoner.client.sync.SyncReport;

/** What became of a copy, in a few lines. */
final class SyncSummary {

    private SyncSummary() {}

    static List<String> lines(SyncReport report) {
        var lines = new ArrayList<String>();
        if (report.dryRun()) {
            report.items().forEach(item -> {
                switch (item.result()) {
                    case DUE -> lines.add("would fetch " + item.name() + ": " + files(item));
                    case LEAVING -> lines.add("would remove " + item.name() + ": " + item.reason());
                    case REFUSED, FAILED, LEFT -> lines.add(item.name() + ": " + item.reason());
                    case FETCHED, KEPT, REMOVED -> {}
                }
            });
        }
        report.servers().forEach(server -> lines.add(server.name() + ": " + counts(server)));
        return lines;
    }

    private static String counts(SyncReport.Server server) {
        if (server.failure() != null && server.items().isEmpty()) {
            return server.failure();
        }
        var parts = new ArrayList<String>();
        for (var result : SyncReport.Result.values()) {
            var items = server.items().stream()
                    .filter(item -> item.result() == result)
                    .toList();
            if (!items.isEmpty()) {
                var size = items.stream()
                        .flatMap(item -> item.files().stream())
                        .mapToLong(file -> file.size() == null ? 0 : file.size())
                        .sum();
                parts.add(items.size() + " " + word(result) + (size == 0 ? "" : " (" + Plain.size(size) + ")"));
            }
        }
        var all = parts.isEmpty() ? "nothing for this copy" : String.join(", ", parts);
        return server.failure() == null ? all : all + ". " + server.failure();
    }

    private static String files(SyncReport.Item item) {
        long size = 0;
        for (var file : item.files()) {
            if (file.size() == null) {
                return Plain.count(item.files().size(), "file") + ", the server does not say how large";
            }
            size += file.size();
        }
        return Plain.count(item.files().size(), "file") + ", " + Plain.size(size);
    }

    private static String word(SyncReport.Result result) {
        return switch (result) {
            case FETCHED -> "fetched";
            case KEPT -> "up to date";
            case REMOVED -> "removed";
            case LEFT -> "left in place";
            case REFUSED -> "refused";
            case FAILED -> "failed";
            case DUE -> "to fetch";
            case LEAVING -> "to remove";
        };
    }
}
