package org.almoner.dataset.archive;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * {@code SummaryOfExtract.txt}, from which a consumer can check every file: one row for each, {@code
 * file_name|entity|kind|row_count|size_in_bytes|sha256}. Before them come the rows of kind {@code extract}, with a key in the
 * place of the file's name and its value in that of the entity:
 *
 * <pre>
 * name              the archive's name without .tar.gz, which is also the folder's
 * type              COMPLETE or INCREMENTAL
 * data_set          such as LONG_REC
 * data_set_version  major.minor.patch
 * client            mnemonic
 * population        mnemonic
 * source_time       when the source was as the extract shows it, ISO 8601 in UTC
 * released_time     when the extract was made, likewise
 * base              the name of the extract that an INCREMENTAL changes; without a value in a COMPLETE
 * </pre>
 *
 * <p>The summary names neither itself nor the folder, and has no {@code hash_value}.
 *
 * @param files in the order of the archive
 */
public record ExtractSummary(ExtractDescription description, List<ArchivedFile> files) {

    /** The name of its file. */
    public static final String FILE = "SummaryOfExtract.txt";

    /** The columns of its file. */
    public static final List<String> COLUMNS =
            List.of("file_name", "entity", "kind", "row_count", "size_in_bytes", "sha256");

    /** The kind of the rows that tell of the extract. */
    public static final String EXTRACT_KIND = "extract";

    public ExtractSummary {
        files = List.copyOf(files);
    }

    /** The values of the rows of kind {@code extract}, in order; an empty one stands for none. */
    public SequencedMap<String, String> about() {
        ArchiveName name = description.name();
        SequencedMap<String, String> about = new LinkedHashMap<>();
        about.put("name", name.stem());
        about.put("type", name.type().name());
        about.put("data_set", description.dataSet());
        about.put("data_set_version", name.version());
        about.put("client", name.client());
        about.put("population", name.population());
        about.put("source_time", description.sourceTime().toString());
        about.put("released_time", description.releasedTime().toString());
        about.put("base", description.base().map(ArchiveName::stem).orElse(""));
        return about;
    }

    byte[] text() {
        var text = new StringBuilder(String.join("|", COLUMNS)).append('\n');
        for (Map.Entry<String, String> row : about().entrySet()) {
            text.append(row.getKey())
                    .append('|')
                    .append(row.getValue())
                    .append('|')
                    .append(EXTRACT_KIND)
                    .append("|||\n");
        }
        for (ArchivedFile file : files) {
            text.append("%s|%s|%s|%d|%d|%s\n"
                    .formatted(
                            file.name(), file.entity(), file.kind().label(), file.rows(), file.size(), file.sha256()));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
