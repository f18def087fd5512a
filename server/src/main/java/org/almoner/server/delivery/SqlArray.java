package org.almoner.server.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.support.AbstractSqlTypeValue;

/** Many values as one parameter, so that a statement has the same text however many there are. */
final class SqlArray {

    private SqlArray() {}

    static SqlTypeValue uuids(Collection<UUID> ids) {
        return of("uuid", ids);
    }

    static SqlTypeValue bigints(Collection<Long> numbers) {
        return of("bigint", numbers);
    }

    static SqlTypeValue moments(Collection<Instant> moments) {
        return of("timestamptz", moments.stream().map(Queue::utc).toList());
    }

    private static SqlTypeValue of(String type, Collection<?> values) {
        return new AbstractSqlTypeValue() {
            @Override
            protected Object createTypeValue(Connection connection, int sqlType, @Nullable String typeName)
                    throws SQLException {
                return connection.createArrayOf(type, values.toArray());
            }
        };
    }
}
