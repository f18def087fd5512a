package org.almoner.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.almoner.cli.output.Output;
import org.almoner.cli.output.Transfers;
import org.almoner.codeset.Recognizer;
import org.almoner.codeset.Release;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.warehouse.LoadListener;
import org.almoner.warehouse.ReleaseLoad;
import org.almoner.warehouse.ReleaseLoad.LoadedPart;
import org.almoner.warehouse.ReleaseLoader;
import org.almoner.warehouse.VersionedRelease;
import org.almoner.warehouse.Warehouse;
import org.almoner.warehouse.WarehouseAddress;

/** What {@code almoner load} does with release files of code sets. */
final class CodeSetLoading {

    private final List<Profile> profiles;
    private final WarehouseAddress address;
    private final WarehouseOptions options;
    private final Output out;
    private final ReleaseLoader loader;
    private final Transfers transfers;

    CodeSetLoading(
            List<Profile> profiles,
            WarehouseAddress address,
            WarehouseOptions options,
            Output out,
            Transfers transfers,
            LoadListener listener) {
        this.profiles = profiles;
        this.address = address;
        this.options = options;
        this.out = out;
        this.transfers = transfers;
        this.loader = new ReleaseLoader(ReadLimits.USUAL, InstantSource.system(), listener);
    }

    /** @param version of all that is given, if somebody says so */
    void run(List<Path> given, Optional<String> version, boolean dryRun) throws IOException {
        var done = new ArrayList<Loaded>();
        for (var release : releases(given, version)) {
            release.files().forEach(this::tellUnknown);
            done.add(dryRun ? tried(release) : loaded(release));
        }
        var summary = new Summary(address.toString(), dryRun, done);
        out.result(summary, summary::lines);
    }

    private List<VersionedRelease> releases(List<Path> given, Optional<String> version) throws IOException {
        var recognizer = new Recognizer(profiles, ReadLimits.USUAL);
        var files = new ArrayList<Release>();
        for (var path : given) {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            files.add(recognizer.recognize(path));
        }
        return VersionedRelease.of(files, version);
    }

    private void tellUnknown(Release file) {
        if (!file.unknown().isEmpty()) {
            out.warn(file.path() + " has files that the profile "
                    + file.profile().name() + " does not know, and they are left out: "
                    + String.join(", ", file.unknown()));
        }
    }

    private Loaded tried(VersionedRelease release) throws IOException {
        var schema = options.schema(release.schema());
        var there = Warehouse.openToRead(address, schema);
        if (there.isPresent()) {
            try (var warehouse = there.get()) {
                if (loader.isLoaded(release, warehouse)) {
                    return Loaded.already(release, schema);
                }
            }
        }
        return Loaded.of(loader.verify(release), schema, State.TO_LOAD);
    }

    private Loaded loaded(VersionedRelease release) throws IOException {
        var schema = options.schema(release.schema());
        try (var warehouse = Warehouse.open(address, schema)) {
            var load = loader.load(release, warehouse);
            load.ifPresent(each -> {
                each.parts().stream()
                        .filter(part -> !part.unknownHeadings().isEmpty())
                        .forEach(part -> out.warn(part.part() + " has columns that the profile "
                                + release.profile().name() + " does not know, and they are left out: "
                                + String.join(", ", part.unknownHeadings())));
                transfers.done(release + ": loaded, " + each.rows() + " rows");
            });
            return load.map(each -> Loaded.of(each, schema, State.LOADED))
                    .orElseGet(() -> Loaded.already(release, schema));
        }
    }

    private enum State {
        LOADED,
        TO_LOAD,
        LOADED_ALREADY
    }

    /**
     * What became of a release, or would.
     *
     * @param state what became of it
     */
    private record Loaded(String profile, String version, String schema, State state, List<LoadedFile> files) {

        static Loaded already(VersionedRelease release, String schema) {
            return new Loaded(release.profile().name(), release.version(), schema, State.LOADED_ALREADY, List.of());
        }

        static Loaded of(ReleaseLoad load, String schema, State state) {
            return new Loaded(
                    load.profile(),
                    load.version(),
                    schema,
                    state,
                    load.parts().stream().map(LoadedFile::of).toList());
        }
    }

    private record LoadedFile(
            String table,
            long rows,
            String name,
            String from,
            long sizeInBytes,
            String sha256,
            List<String> unknownHeadings) {

        static LoadedFile of(LoadedPart part) {
            return new LoadedFile(
                    part.table(),
                    part.rows(),
                    part.part(),
                    part.fileName(),
                    part.sizeInBytes(),
                    part.sha256(),
                    part.unknownHeadings());
        }
    }

    /** What a program wants to know of it. */
    private record Summary(String warehouse, boolean dryRun, List<Loaded> releases) {

        List<String> lines() {
            var lines = new ArrayList<String>();
            for (var release : releases) {
                lines.add(release.profile() + " " + release.version() + " "
                        + switch (release.state()) {
                            case TO_LOAD -> "would be loaded into " + release.schema();
                            case LOADED -> "is loaded into " + release.schema();
                            case LOADED_ALREADY -> "is loaded already";
                        });
                for (var file : release.files()) {
                    lines.add("  " + file.table() + ": " + file.rows() + (file.rows() == 1 ? " row" : " rows") + " of "
                            + file.name());
                }
            }
            return lines;
        }
    }
}
