package org.almoner.dataset.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.disk.Workspace;
import org.almoner.dataset.index.RowIndex;
import org.almoner.dataset.row.Column;
import org.almoner.dataset.row.ColumnType;
import org.almoner.dataset.text.TestRows;
import org.almoner.dataset.text.TextBlock;
import org.almoner.dataset.text.TextLimits;
import org.jspecify.annotations.Nullable;

/** Small populations and their extracts. */
public final class TestExtracts {

    public static final ArchiveName FIRST = name(ExtractType.COMPLETE, "2026-01-01T00:00:00Z");
    public static final ArchiveName EARLIER = name(ExtractType.COMPLETE, "2025-12-01T00:00:00Z");
    public static final ArchiveName OTHERS = new ArchiveName(
            ExtractType.COMPLETE, "demo-client", "other", "1.0.0", Instant.parse("2026-02-01T00:00:00Z"));
    public static final ArchiveName SECOND = name(ExtractType.INCREMENTAL, "2026-02-01T00:00:00Z");
    public static final ArchiveName SECOND_COMPLETE = name(ExtractType.COMPLETE, "2026-02-01T00:00:00Z");

    /** In the order of the archive. */
    public static final List<EntityLayout> LAYOUTS =
            List.of(layout("Person", 4), layout("Person_Name", 2), layout("Allergy", 1));

    private TestExtracts() {}

    /** Rows of each entity, in which null is no value. */
    public record Rows(SequencedMap<String, List<List<@Nullable String>>> entities) {

        public List<List<@Nullable String>> of(String entity) {
            return entities.getOrDefault(entity, List.of());
        }
    }

    /** Rows of which some are there twice; none of the last entity. */
    public static Rows rows(int persons, long seed) {
        Random random = new Random(seed);
        SequencedMap<String, List<List<@Nullable String>>> entities = new LinkedHashMap<>();
        entities.put(
                "Person",
                IntStream.range(0, persons)
                        .mapToObj(_ -> TestRows.hostileRow(4, random))
                        .toList());
        entities.put(
                "Person_Name",
                IntStream.range(0, persons / 2)
                        .mapToObj(i -> List.of("person-" + i % (persons / 3 + 1), "Name " + i % 7))
                        .<List<@Nullable String>>map(row -> row)
                        .toList());
        return new Rows(entities);
    }

    /** A later state: some rows are gone, some are new, some are there once more. */
    public static Rows changed(Rows rows, long seed) {
        Random random = new Random(seed);
        SequencedMap<String, List<List<@Nullable String>>> entities = new LinkedHashMap<>();
        rows.entities().forEach((entity, before) -> {
            List<List<@Nullable String>> after = new ArrayList<>();
            for (List<@Nullable String> row : before) {
                switch (random.nextInt(10)) {
                    case 0 -> {}
                    case 1 -> after.addAll(List.of(row, row));
                    case 2 -> after.add(TestRows.hostileRow(row.size(), random));
                    default -> after.add(row);
                }
            }
            entities.put(entity, after);
        });
        return new Rows(entities);
    }

    public static FinishedExtract complete(Path folder, ArchiveName name, Rows rows) throws IOException {
        return write(folder, name, rows, Optional.empty(), 2, 100, Disk.local());
    }

    public static FinishedExtract incremental(Path folder, Rows rows, FinishedExtract base) throws IOException {
        return write(folder, SECOND, rows, Optional.of(base), 2, 100, Disk.local());
    }

    /** Writes an extract as an engine would, but for the evaluation. */
    public static FinishedExtract write(
            Path folder,
            ArchiveName name,
            Rows rows,
            Optional<FinishedExtract> base,
            int threads,
            int blockRows,
            Disk disk)
            throws IOException {
        Files.createDirectories(folder);
        ExtractDescription description = new ExtractDescription(
                name,
                "LONG_REC",
                name.time().minusSeconds(86_400),
                name.time().plusSeconds(61),
                base.map(of -> of.summary().description().name()));
        try (ExecutorService executor = Executors.newFixedThreadPool(threads);
                Workspace workspace = Workspace.open(folder.resolve("work"), disk)) {
            Compression compression = new Compression(executor, threads, () -> threads, new ZlibCodec(6));
            if (base.isEmpty()) {
                return finish(
                        ExtractWriter.complete(description, LAYOUTS, workspace, compression),
                        rows,
                        blockRows,
                        folder,
                        name);
            }
            try (RowIndex index = RowIndex.open(
                    base.get().index(),
                    ExtractWriter.identity(
                            "LONG_REC", base.get().summary().description().name()))) {
                return finish(
                        ExtractWriter.incremental(description, LAYOUTS, index, workspace, compression),
                        rows,
                        blockRows,
                        folder,
                        name);
            }
        }
    }

    private static FinishedExtract finish(ExtractWriter writer, Rows rows, int blockRows, Path folder, ArchiveName name)
            throws IOException {
        for (EntityLayout layout : LAYOUTS) {
            EntityWriter entity = writer.entity(layout.name());
            TextBlock block = new TextBlock(layout.columns().size(), TextLimits.DEFAULT);
            for (List<@Nullable String> row : rows.of(layout.name())) {
                TestRows.add(block, row);
                if (block.rows() == blockRows) {
                    entity.append(entity.prepare(block));
                    block.clear();
                }
            }
            entity.append(entity.prepare(block));
        }
        return writer.finish(folder, folder.resolve(name.stem() + ".index"));
    }

    private static EntityLayout layout(String name, int columns) {
        return new EntityLayout(
                name,
                "",
                IntStream.range(0, columns)
                        .mapToObj(i -> new Column("c" + i, ColumnType.STRING, ""))
                        .toList());
    }

    private static ArchiveName name(ExtractType type, String time) {
        return new ArchiveName(type, "demo-client", "demo", "1.0.0", Instant.parse(time));
    }
}
