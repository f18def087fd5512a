package org.almoner.cli.command;

import java.util.ArrayList;
import java.util.List;

import org.almoner.dataset.definition.DataSet;
import org.almoner.dataset.engine.CompiledDataSet;
import org.almoner.dataset.engine.CompiledDataSet.Entity;

/** The reference of a data set's columns, in Markdown. */
final class DataSetReference {

    private DataSetReference() {}

    static List<String> of(DataSet dataSet, CompiledDataSet compiled) {
        var lines = new ArrayList<String>();
        lines.add("# " + dataSet.type() + " " + dataSet.version() + ": " + dataSet.name());
        lines.add("");
        if (!dataSet.description().isEmpty()) {
            lines.add(dataSet.description());
            lines.add("");
        }
        lines.add(
                "Each entity is a file of an extract. Every row ends with `hash_value`, the name of that version of that row.");
        for (var entity : compiled.entities()) {
            lines.add("");
            lines.add("## " + entity.name());
            lines.add("");
            if (entity instanceof Entity.Viewed viewed) {
                lines.add(about(viewed));
                lines.add("");
            }
            lines.add("| column | type | |");
            lines.add("|---|---|---|");
            for (var column : entity.columns()) {
                lines.add("| `" + column.name() + "` | " + column.type().word() + " | "
                        + column.description().replace("|", "\\|") + " |");
            }
        }
        return lines;
    }

    private static String about(Entity.Viewed viewed) {
        var description = viewed.view().description();
        return (description.isEmpty() ? "" : description + " ") + "From FHIR "
                + viewed.view().resource() + ".";
    }
}
