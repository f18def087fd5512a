package org.almoner.server.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Events on a database, for tests of features that tell of them. */
public final class TestEvents {

    public final EventStream stream;

    private final EventLog log;
    private final TransactionTemplate transaction;

    public TestEvents(DataSource database) {
        log = new EventLog(
                JdbcClient.create(database),
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build(),
                UUID::randomUUID);
        stream = new EventStream(log);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** Something happens. */
    public void happen(String type, Audience audience, Subject subject) {
        transaction.executeWithoutResult(_ -> log.add(List.of(new Event.New(
                EventType.of(type).orElseThrow(), Instant.parse("2026-11-22T08:00:00.123456Z"), audience, subject))));
    }
}
