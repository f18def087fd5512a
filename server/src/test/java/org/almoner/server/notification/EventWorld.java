package org.almoner.server.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import org.almoner.server.access.Caller;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organization;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Events on a database, with all that is around them under the test's control. Their names are the slugs of products. */
final class EventWorld implements AutoCloseable {

    static final Organization ACME = organization("00000000001aa", "acme");
    static final Organization OTHER = organization("00000000002bb", "other");
    static final Instant THEN = Instant.parse("2026-11-22T08:00:00.123456Z");
    static final Set<EventType> ALL = EnumSet.allOf(EventType.class);

    final JdbcClient jdbc;
    final JdbcTransactionManager transactions;
    final TransactionTemplate transaction;
    final EventLog log;
    final Arrivals arrivals;
    final Announcer announcer;
    final Reading reading;

    /** Sub-products that everybody sees. */
    final Set<UUID> visible = ConcurrentHashMap.newKeySet();

    EventWorld(DataSource database) {
        jdbc = JdbcClient.create(database);
        transactions = new JdbcTransactionManager(database);
        transaction = new TransactionTemplate(transactions);
        var json = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        log = new EventLog(jdbc, json, UUID::randomUUID);
        arrivals = new Arrivals(log, Duration.ofMillis(100));
        announcer = new Announcer(log, arrivals, List.of());
        var random = new Random(20261122);
        var secret = new byte[Cursors.SECRET_LENGTH];
        random.nextBytes(secret);
        var cursors = new Cursors(secret, random);
        reading = new Reading(log, () -> cursors, _ -> Set.copyOf(visible), arrivals, System::nanoTime);
        arrivals.start();
    }

    static Caller caller(Organization organization, Scope... scopes) {
        return new Caller(organization, "client", Set.of(scopes));
    }

    static Event.New named(String name) {
        return named(name, ACME, THEN);
    }

    static Event.New named(String name, Organization to, Instant at) {
        return new Event.New(
                EventType.ENTITLEMENT_GRANTED,
                at,
                new Audience.OfOrganization(to.id()),
                new Subject.OfEntitlement(name, null));
    }

    /** Announces events in one transaction. */
    void happen(Event.New... events) {
        transaction.executeWithoutResult(_ -> announcer.announce(Arrays.asList(events)));
    }

    Reading.Piece read(@Nullable String after, int limit) {
        return reading.read(
                caller(ACME, Scope.DOWNLOAD, Scope.SYNDICATION), new Reading.Query(after, ALL, limit, Duration.ZERO));
    }

    static List<String> names(Reading.Piece piece) {
        return piece.events().stream().map(EventWorld::name).toList();
    }

    static String name(Reading.Shown shown) {
        return switch (shown.event().subject()) {
            case Subject.OfEntitlement entitlement -> entitlement.productSlug();
            case Subject.OfVersion version -> version.productSlug();
            case Subject.OfExtract extract -> "extract-" + extract.extractId();
        };
    }

    private static Organization organization(String id, String mnemonic) {
        return new Organization(new OrganizationId(id), new Mnemonic(mnemonic), mnemonic);
    }

    @Override
    public void close() {
        arrivals.stop();
    }
}
