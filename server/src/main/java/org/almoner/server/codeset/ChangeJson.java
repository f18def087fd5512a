package org.almoner.server.codeset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.codeset.diff.Change;
import org.jspecify.annotations.Nullable;

/** What has become of one code, as it is kept and shown. */
@Schema(name = "CodeChange", description = "What has become of a code since the version before.")
record ChangeJson(
        @Schema(allowableValues = {"added", "removed", "retired", "reactivated", "remapped", "revised"})
        String change,

        @Schema(description = "Of the release that the code is in.", example = "icd-10-cm")
        String profile,

        @Schema(example = "order") String table,

        @Schema(description = "The columns that tell the code, in their order.", example = "{\"code\": \"A000\"}")
        Map<String, String> key,

        @Schema(description = "Whether it is in force, or was before; headers and what is only listed as past are not.")
        boolean inForce,

        @Schema(description = "What is different; of a code that was added or removed all that is or was there.")
        List<Cell> cells) {

    /** A cell that is different. */
    @Schema(name = "CellChange")
    record Cell(
            @Schema(example = "long_description") String column,

            @Schema(description = "Null if it was absent.") @Nullable
            String before,

            @Schema(description = "Null if it is absent.") @Nullable
            String after) {}

    /** For the description of the API: what a page of changes looks like. */
    @Schema(name = "ChangePage")
    record InPage(long currentPage, long total, int pageSize, List<ChangeJson> items) {

        InPage {
            items = List.copyOf(items);
        }
    }

    static ChangeJson of(String profile, Change change) {
        var key = new LinkedHashMap<String, String>();
        change.key().forEach(cell -> key.put(cell.column(), cell.text()));
        return new ChangeJson(
                change.kind().word(),
                profile,
                change.table(),
                key,
                change.inForce(),
                change.cells().stream()
                        .map(cell -> new Cell(
                                cell.column(),
                                cell.before().orElse(null),
                                cell.after().orElse(null)))
                        .toList());
    }
}
