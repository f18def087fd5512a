package org.almoner.dataset.truth;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ExtractDescription;
import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.definition.DataSets;
import org.almoner.dataset.engine.BadInput;
import org.almoner.dataset.engine.CompiledDataSet;
import org.almoner.dataset.engine.Engine;
import org.almoner.dataset.engine.EngineSettings;
import org.almoner.dataset.engine.Made;
import org.almoner.dataset.engine.Order;
import org.almoner.dataset.engine.Source;
import org.almoner.dataset.engine.Watcher;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * An extract of LONG_REC that was made and unpacked.
 *
 * @param folder with the text files
 */
record Unpacked(Made made, Path folder) {

    static final CompiledDataSet LONG_REC = CompiledDataSet.of(DataSets.longRec());

    /** Names of all entities. */
    static List<String> entities() {
        return LONG_REC.entities().stream().map(CompiledDataSet.Entity::name).toList();
    }

    static Unpacked complete(Path source, Path folder, String time) throws IOException {
        return make(source, folder, time, Optional.empty());
    }

    Unpacked followedBy(Path source, Path folder, String time) throws IOException {
        return make(source, folder, time, Optional.of(made));
    }

    Path rows(String entity) {
        return folder.resolve(entity + ".txt");
    }

    Path deletes(String entity) {
        return folder.resolve(entity + "_delete.txt");
    }

    private static Unpacked make(Path source, Path folder, String time, Optional<Made> base) throws IOException {
        var at = Instant.parse(time);
        var type = base.isEmpty() ? ExtractType.COMPLETE : ExtractType.INCREMENTAL;
        var name = new ArchiveName(type, "client", "population", LONG_REC.version(), at);
        var baseName = base.map(of -> of.extract().summary().description().name());
        Files.createDirectories(folder);
        var made = new Engine(EngineSettings.ofThisMachine().withThreads(2))
                .make(
                        new Order(
                                LONG_REC,
                                new Source.Folder(source),
                                new ExtractDescription(name, LONG_REC.type(), at, at, baseName),
                                base.map(of -> of.extract().index()),
                                folder,
                                folder.resolve(name.stem() + ".index"),
                                folder.resolve("workspace"),
                                new BadInput.Fail()),
                        Watcher.NOBODY);
        unpack(made.extract().archive(), folder);
        return new Unpacked(made, folder.resolve(name.stem()));
    }

    /** As a reader does that takes a gzip file for one member. */
    private static void unpack(Path archive, Path folder) throws IOException {
        try (var in = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var file = entry.resolveIn(folder);
                Files.createDirectories(file.resolveSibling("."));
                Files.copy(in, file);
            }
        }
    }
}
