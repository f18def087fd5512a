package org.almoner.server.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for. What is null asks for nothing in particular.
 *
 * @param organizationId the id of the organization whose client did it
 * @param object exactly; or, ending in an asterisk, how it begins
 * @param from the first moment
 * @param until the moment after the last
 */
record AuditQuery(
        @Nullable String organizationId,
        @Nullable String clientId,
        @Nullable String event,
        @Nullable String object,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Part of a {@code where}, with its one parameter. */
    record Condition(String sql, Object parameter) {}

    List<Condition> conditions() {
        var conditions = new ArrayList<Condition>();
        add(conditions, "organization_id = ?", organizationId);
        add(conditions, "client_id = ?", clientId);
        add(conditions, "event = ?", event);
        if (object != null && object.endsWith("*")) {
            add(conditions, "object like ? escape '!'", beginning(object.substring(0, object.length() - 1)));
        } else {
            add(conditions, "object = ?", object);
        }
        add(conditions, "id >= ?", from == null ? null : EntryIds.firstOf(from));
        add(conditions, "id < ?", until == null ? null : EntryIds.firstOf(until));
        return conditions;
    }

    private static void add(List<Condition> conditions, String sql, @Nullable Object parameter) {
        if (parameter != null) {
            conditions.add(new Condition(sql, parameter));
        }
    }

    private static String beginning(String literal) {
        return literal.replaceAll("[!%_]", "!$0") + "%";
    }
}
