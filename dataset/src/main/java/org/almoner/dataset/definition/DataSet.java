package org.almoner.dataset.definition;

import java.util.List;

/**
 * A named, versioned set of entity definitions.
 *
 * @param type upper-case letters, digits and underscores, such as {@code LONG_REC}
 * @param name for people
 * @param description for people; may be empty
 * @param entities at least one, in the order of an extract's files; no two have the same name, in whatever case
 */
public record DataSet(
        String type, DataSetVersion version, String name, String description, List<EntityDefinition> entities) {

    public DataSet {
        entities = List.copyOf(entities);
    }

    /** Such as {@code LONG_REC 1.0.0}. */
    @Override
    public String toString() {
        return type + " " + version;
    }
}
