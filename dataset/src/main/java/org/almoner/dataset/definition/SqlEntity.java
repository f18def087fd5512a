package org.almoner.dataset.definition;

import java.util.List;

import org.almoner.dataset.row.Column;

/**
 * An entity by a query over a relational source.
 *
 * @param sql one query; unchecked, but not blank
 * @param columns what the query yields, by position; at least one, no two with the same name in whatever case
 */
public record SqlEntity(String name, String fileName, String sql, List<Column> columns) implements EntityDefinition {

    public SqlEntity {
        columns = List.copyOf(columns);
    }
}
