package org.almoner.client.sync;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What became of versions and extracts, in the report's form. */
final class Items {

    private Items() {}

    static SyncReport.Item of(Holding holding, SyncReport.Result result, @Nullable String reason) {
        var whole = holding.whole();
        return new SyncReport.Item(
                kind(holding.subject()),
                holding.subject().address(),
                whole == null ? holding.subject().address() : whole.name(),
                result,
                reason,
                whole == null ? null : whole.signer(),
                List.of());
    }

    static SyncReport.Item of(
            Available available,
            SyncReport.Result result,
            @Nullable String reason,
            @Nullable Signed signed,
            List<SyncReport.File> files) {
        return new SyncReport.Item(
                kind(available.subject()),
                available.subject().address(),
                available.name(),
                result,
                reason,
                signed == null ? null : signed.signer().text(),
                List.copyOf(files));
    }

    /** What would be fetched. */
    static SyncReport.Item due(Due due) {
        return of(
                due.available(),
                SyncReport.Result.DUE,
                null,
                due.signed(),
                due.missing().stream()
                        .map(part -> new SyncReport.File(
                                part.path(), part.remote().size(), part.remote().sha256(), null, null))
                        .toList());
    }

    static String kind(Subject subject) {
        return switch (subject) {
            case Subject.OfVersion _ -> "version";
            case Subject.OfExtract _ -> "extract";
        };
    }
}
