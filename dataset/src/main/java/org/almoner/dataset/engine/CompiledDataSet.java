package org.almoner.dataset.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.almoner.dataset.archive.EntityLayout;
import org.almoner.dataset.definition.DataSet;
import org.almoner.dataset.definition.SqlEntity;
import org.almoner.dataset.definition.ViewEntity;
import org.almoner.dataset.row.Column;
import org.almoner.dataset.view.InvalidViewException;
import org.almoner.dataset.view.ViewDefinition;

import static java.nio.charset.StandardCharsets.UTF_8;

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

        /** For people; empty if nobody wrote one. */
        String description();

        /** Without {@code hash_value}. */
        List<Column> columns();

        /** Rows of FHIR resources. */
        record Viewed(String name, ViewDefinition view) implements Entity {
            @Override
            public String description() {
                return view.description();
            }

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

            @Override
            public String description() {
                return "";
            }
        }
    }

    /**
     * Checks every definition of a data set and makes it ready to run.
     *
     * @throws UnsoundDataSetException if a view cannot be run; says all that is wrong
     */
    public static CompiledDataSet of(DataSet dataSet) {
        var entities = new ArrayList<Entity>();
        var problems = new ArrayList<String>();
        for (var definition : dataSet.entities()) {
            switch (definition) {
                case ViewEntity(var name, var fileName, var json) -> {
                    try {
                        var entity = new Entity.Viewed(name, ViewDefinition.parse(json.getBytes(UTF_8)));
                        layout(entity);
                        entities.add(entity);
                    } catch (InvalidViewException | IllegalArgumentException e) {
                        problems.add(fileName + ": " + e.getMessage());
                    }
                }
                case SqlEntity sql -> entities.add(new Entity.Queried(sql.name(), sql.sql(), sql.columns()));
            }
        }
        if (!problems.isEmpty()) {
            throw new UnsoundDataSetException(dataSet, problems);
        }
        return new CompiledDataSet(dataSet.type(), dataSet.version().toString(), entities);
    }

    /** The types of the resources that its views are over. */
    public Set<String> resourceTypes() {
        return byResourceType().keySet();
    }

    /** What its extracts look like. */
    public DataSetLayout layout() {
        return new DataSetLayout(
                type, version, entities.stream().map(CompiledDataSet::layout).toList());
    }

    /** @throws IllegalArgumentException if the archive cannot have a file like that */
    private static EntityLayout layout(Entity entity) {
        return new EntityLayout(entity.name(), entity.description(), entity.columns());
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
