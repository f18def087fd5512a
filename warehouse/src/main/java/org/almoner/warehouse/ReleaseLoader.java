package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.almoner.codeset.Release;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.RowReader;
import org.almoner.dataset.text.TextReader;
import org.almoner.warehouse.ReleaseLedger.Held;
import org.almoner.warehouse.ReleaseLoad.LoadedPart;

/** Loads releases of code sets, each in one transaction. */
public final class ReleaseLoader {

    /** Of the text of a row, whose cells have a limit of their own. */
    private static final int ROW = 64 << 20;

    private final ReadLimits limits;
    private final InstantSource clock;
    private final LoadListener listener;

    public ReleaseLoader(ReadLimits limits, InstantSource clock, LoadListener listener) {
        this.limits = limits;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Loads a release: its rows take the place of what the tables of its files hold of that version. Other versions stay.
     *
     * @return nothing if just these files are loaded already
     * @throws WarehouseException if it cannot be loaded, and the warehouse is as before
     * @throws IOException if a file cannot be read or is malformed, and the warehouse is as before
     */
    public Optional<ReleaseLoad> load(VersionedRelease release, Warehouse warehouse) throws IOException {
        var sources = sources(release);
        var loading = new ReleaseLoading(warehouse.database(), warehouse.schema(), release);
        boolean committed = false;
        try {
            warehouse.database().lock(warehouse.schema());
            if (isHeld(release, sources, loading.held())) {
                return Optional.empty();
            }
            loading.begin();
            var parts = new ArrayList<LoadedPart>();
            for (var part : release.parts()) {
                parts.add(load(part, source(sources, part), loading));
            }
            for (var source : sources.values()) {
                source.requireUnchanged();
            }
            var load = new ReleaseLoad(
                    loading.number(), release.profile().name(), release.version(), parts, clock.instant());
            loading.finish(load);
            warehouse.database().connection().commit();
            committed = true;
            return Optional.of(load);
        } catch (SQLException e) {
            throw Warehouse.failed("load " + release + " into " + warehouse.schema(), e);
        } finally {
            if (!committed) {
                loading.abandon();
                warehouse.rollBack();
            }
        }
    }

    /**
     * Reads a release to its end without a warehouse.
     *
     * @throws IOException if a file cannot be read or is malformed
     */
    public ReleaseLoad verify(VersionedRelease release) throws IOException {
        var sources = sources(release);
        var parts = new ArrayList<LoadedPart>();
        for (var part : release.parts()) {
            try (var rows = open(part, listener::verifying)) {
                long count = 0;
                while (rows.next()) {
                    count++;
                }
                parts.add(loaded(part, source(sources, part), count, rows));
            }
        }
        return new ReleaseLoad(0, release.profile().name(), release.version(), parts, clock.instant());
    }

    /**
     * Whether just these files are what a warehouse holds of that version.
     *
     * @throws WarehouseException if the warehouse cannot be read, or the schema holds something else
     */
    public boolean isLoaded(VersionedRelease release, Warehouse warehouse) throws IOException {
        try {
            var held = new ReleaseLoading(warehouse.database(), warehouse.schema(), release).held();
            // Or else the transaction would see this state until it ends.
            warehouse.database().connection().rollback();
            return isHeld(release, sources(release), held);
        } catch (SQLException e) {
            throw Warehouse.failed("see what is loaded into " + warehouse.schema(), e);
        }
    }

    /** By the files on disk that parts are in, each hashed once. */
    private static Map<Path, SourceFile> sources(VersionedRelease release) throws IOException {
        var sources = new LinkedHashMap<Path, SourceFile>();
        for (var part : release.parts()) {
            var file = part.file().container();
            if (!sources.containsKey(file)) {
                sources.put(file, SourceFile.of(file));
            }
        }
        return sources;
    }

    private static SourceFile source(Map<Path, SourceFile> sources, Release.Part part) {
        var source = sources.get(part.file().container());
        if (source == null) {
            throw new IllegalArgumentException("Not hashed: " + part.file().container());
        }
        return source;
    }

    private static boolean isHeld(VersionedRelease release, Map<Path, SourceFile> sources, List<Held> held) {
        return release.parts().stream().allMatch(part -> {
            var sha256 = source(sources, part).sha256();
            return held.stream()
                    .anyMatch(each -> each.version().equals(release.version())
                            && each.table().equals(part.expected().table())
                            && each.part().equals(part.file().name())
                            && each.sha256().equals(sha256));
        });
    }

    private LoadedPart load(Release.Part part, SourceFile source, ReleaseLoading loading)
            throws IOException, SQLException {
        try (var rows = open(part, listener::loading);
                var text = TextReader.open(part.file().shown(), loading.text(part, rows), ROW)) {
            var target = loading.target(part, text.columns());
            long count = 0;
            while (text.next()) {
                target.add(text);
                count++;
            }
            target.finish();
            return loaded(part, source, count, rows);
        }
    }

    private static LoadedPart loaded(Release.Part part, SourceFile source, long count, RowReader rows) {
        return new LoadedPart(
                source.name(),
                source.size(),
                source.sha256(),
                part.file().name(),
                part.expected().table(),
                count,
                rows.unknownHeadings());
    }

    private RowReader open(Release.Part part, WatchedStream.Progress progress) throws IOException {
        var file = part.file();
        return RowReader.open(
                file.shown(),
                new WatchedStream(file.open(), file.name(), file.size(), progress),
                part.expected().layout(),
                limits);
    }
}
