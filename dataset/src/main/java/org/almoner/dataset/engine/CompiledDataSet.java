package org.almoner.dataset.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.almoner.dataset.archive.EntityLayout;
import org.almoner.dataset.row.Column;
import org.almoner.dataset.view.ViewDefinition;

/**
 * A data set whose definitions were found to be sound.
 *
 * @param type such as {@code LONG_REC}
 * @param version {@code major.minor.patch}
 * @param entities in the order of the archive
 */
public record CompiledDataSet(String type, String version, List<Entity> entities) {

    public CompiledDataSet {
        entities = List.copyOf(entities);
    }

    /** What fills one file. */
    public sealed interface Entity {

        String name();

        /** Without {@code hash_value}. */
        List<Column> columns();

        /** Rows of FHIR resources. */
        record Viewed(String name, ViewDefinition view) implements Entity {
            @Override
            public List<Column> columns() {
                return view.columns();
            }
        }

        /** Rows of a database. */
        record Queried(String name, String sql, List<Column> columns) implements Entity {
            public Queried {
                columns = List.copyOf(columns);
            }
        }
    }

    List<EntityLayout> layouts() {
        return entities.stream()
                .map(entity -> new EntityLayout(entity.name(), entity.columns()))
                .toList();
    }

    /** The entities by the type of the resources that they are of. */
    Map<String, List<Entity.Viewed>> byResourceType() {
        var types = new LinkedHashMap<String, List<Entity.Viewed>>();
        for (var entity : entities) {
            if (entity instanceof Entity.Viewed viewed) {
                types.computeIfAbsent(viewed.view().resource(), _ -> new ArrayList<>())
                        .add(viewed);
            }
        }
        return types;
    }
}
