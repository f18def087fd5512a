package org.almoner.server.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.sql.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables of events. Numbers are taken under a lock that is held until the transaction ends: events become visible in the order of their
 * numbers, no number is left out, and whoever has looked at everything up to the newest misses nothing.
 */
final class EventLog {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Supplier<UUID> ids;

    EventLog(JdbcClient jdbc, JsonMapper json, Supplier<UUID> ids) {
        this.jdbc = jdbc;
        // A server of a later version may have written more.
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        this.ids = ids;
    }

    /**
     * Which events there are.
     *
     * @param newest the number of the newest event; 0 if there never was one
     * @param forgotten the place up to which events are kept no more
     */
    record Extent(long newest, Position forgotten) {}

    /** Stores events, in the transaction of the caller. Whoever else stores some waits until that is over. */
    void add(List<Event.New> events) {
        jdbc.sql("update event_counter set newest = newest + :count where id = 1")
                .param("count", events.size())
                .update();
        var number = newest() - events.size();
        for (var event : events) {
            number++;
            add(number, event);
        }
    }

    private void add(long number, Event.New event) {
        var organization = switch (event.audience()) {
            case Audience.OfOrganization(var id) -> id.value();
            case Audience.OfSubProduct _ -> null;
        };
        var subProduct = switch (event.audience()) {
            case Audience.OfOrganization _ -> null;
            case Audience.OfSubProduct(var id) -> id;
        };
        jdbc.sql("""
                        insert into event (number, id, event_type, happened_at, organization_id, sub_product_id, subject)
                        values (:number, :id, :type, :at, :organization, :sub_product, :subject)
                        """)
                .param("number", number)
                .param("id", ids.get())
                .param("type", event.type().wireName())
                .param("at", event.at().atOffset(ZoneOffset.UTC))
                .param("organization", organization, Types.VARCHAR)
                .param("sub_product", subProduct, Types.OTHER)
                .param("subject", json.writeValueAsString(event.subject()))
                .update();
    }

    /** The number of the newest event; 0 if there never was one. */
    long newest() {
        return jdbc.sql("select newest from event_counter where id = 1")
                .query(Long.class)
                .single();
    }

    Extent extent() {
        return jdbc.sql("select newest, forgotten, forgotten_id from event_counter where id = 1")
                .query((row, _) -> new Extent(row.getLong("newest"), forgotten(row)))
                .single();
    }

    private static Position forgotten(ResultSet row) throws SQLException {
        return new Position(row.getLong("forgotten"), row.getObject("forgotten_id", UUID.class));
    }

    /** The place right after an event; empty if it is not kept. */
    Optional<Position> position(long number) {
        return jdbc.sql("select number, id from event where number = :number")
                .param("number", number)
                .query((row, _) -> new Position(row.getLong("number"), row.getObject("id", UUID.class)))
                .optional();
    }

    /**
     * The first so many events after one number and up to another that an organization may know of.
     *
     * @param subProducts those that it sees
     */
    List<Event> page(
            OrganizationId organization,
            Set<UUID> subProducts,
            Set<EventType> types,
            long after,
            long upTo,
            int count) {
        return jdbc.sql("""
                        select number, id, event_type, happened_at, subject from event
                        where number > :after and number <= :up_to
                            and (organization_id = :organization or sub_product_id = any(:sub_products))
                            and event_type in (:types)
                        order by number fetch first :count rows only
                        """)
                .param("after", after)
                .param("up_to", upTo)
                .param("organization", organization.value())
                .param("sub_products", Sql.uuids(subProducts))
                .param("types", types.stream().map(EventType::wireName).toList())
                .param("count", count)
                .query(this::event)
                .list();
    }

    private Event event(ResultSet row, int number) throws SQLException {
        var type = EventType.of(row.getString("event_type")).orElseThrow();
        var subject = switch (type) {
            case VERSION_LAUNCHED, VERSION_RETRACTED, VERSION_EXPIRING, VERSION_EXPIRED -> Subject.OfVersion.class;
            case EXTRACT_RELEASED, EXTRACT_WITHDRAWN, EXTRACT_EXPIRED -> Subject.OfExtract.class;
            case ENTITLEMENT_GRANTED, ENTITLEMENT_REVOKED -> Subject.OfEntitlement.class;
        };
        return new Event(
                row.getLong("number"),
                row.getObject("id", UUID.class),
                type,
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("subject"), subject));
    }

    /** The first so many events after a number, whoever may know of them. */
    List<EventStream.Told> after(long number, int count) {
        return jdbc.sql("""
                        select number, id, event_type, happened_at, organization_id, sub_product_id, subject from event
                        where number > :after order by number fetch first :count rows only
                        """)
                .param("after", number)
                .param("count", count)
                .query((row, rowNumber) -> {
                    var event = event(row, rowNumber);
                    return new EventStream.Told(
                            event.number(),
                            event.id(),
                            event.type().wireName(),
                            event.at(),
                            audience(row.getString("organization_id"), row.getObject("sub_product_id", UUID.class)),
                            event.subject());
                })
                .list();
    }

    /** Whom the events after one number and up to another are for. */
    Set<Audience> audiences(long after, long upTo) {
        return jdbc.sql("""
                        select distinct organization_id, sub_product_id from event
                        where number > :after and number <= :up_to
                        """)
                .param("after", after)
                .param("up_to", upTo)
                .query((row, _) -> audience(row.getString(1), row.getObject(2, UUID.class)))
                .set();
    }

    private static Audience audience(@Nullable String organization, @Nullable UUID subProduct) {
        return subProduct == null
                ? new Audience.OfOrganization(new OrganizationId(String.valueOf(organization)))
                : new Audience.OfSubProduct(subProduct);
    }

    /**
     * Forgets the oldest events, up to the first that happened at a moment or later, in the transaction of the caller.
     *
     * @param most how many at most
     * @return how many it were
     */
    int forgetBefore(Instant moment, int most) {
        // Waits for whoever stores one, so that the newest is known.
        jdbc.sql("update event_counter set newest = newest where id = 1").update();
        var extent = extent();
        var firstKept = jdbc.sql("""
                        select number from event where happened_at >= :moment order by number fetch first 1 rows only
                        """)
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional()
                .orElse(extent.newest() + 1);
        var last = Math.min(firstKept - 1, extent.forgotten().number() + most);
        var position = position(last);
        if (position.isEmpty()) {
            return 0;
        }
        jdbc.sql("update event_counter set forgotten = :number, forgotten_id = :id where id = 1")
                .param("number", last)
                .param("id", position.get().id())
                .update();
        return jdbc.sql("delete from event where number <= :number")
                .param("number", last)
                .update();
    }

    /** What cursors are sealed with, wrapped; what is given where there is nothing yet. */
    String key(Supplier<String> wrapped) {
        return key().orElseGet(() -> {
            // Of two nodes that do so at once one wins.
            jdbc.sql("update event_counter set wrapped_key = :key where id = 1 and wrapped_key is null")
                    .param("key", wrapped.get())
                    .update();
            return key().orElseThrow();
        });
    }

    private Optional<String> key() {
        return jdbc.sql("select wrapped_key from event_counter where id = 1 and wrapped_key is not null")
                .query(String.class)
                .optional();
    }
}
