package org.almoner.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.almoner.server.catalog.CatalogEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.ApplicationModuleListener;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is still to be told of a change is kept by the transaction that makes the change: there is never one without the other. */
class OutboxTest {

    /** Somebody who is told of commits after the fact, and takes their time. */
    static class Listener {

        private final CountDownLatch mayHear = new CountDownLatch(1);

        public void letHear() {
            mayHear.countDown();
        }

        @ApplicationModuleListener
        void hear(CatalogEvent.VersionCommitted event) throws InterruptedException {
            mayHear.await(1, TimeUnit.MINUTES);
        }
    }

    /** Looks into the outbox from inside the transaction, and thwarts the commit of what is called doomed. */
    static class Saboteur {

        private final JdbcTemplate jdbc;
        private int seenFromInside;

        Saboteur(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @EventListener
        @Order(Ordered.LOWEST_PRECEDENCE)
        void thwart(CatalogEvent.VersionCommitted event) {
            if (event.object().contains("doomed")) {
                seenFromInside = outbox(jdbc).size();
                throw new IllegalStateException("A disk fills up, say");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatWasCommittedUntilItIsHeard(TestDatabase database) {
        try (var server = start(database)) {
            var publisher = server.newClient("acme", "publish");

            var release = TestRelease.publish(server, publisher, "Told", "file.txt", new byte[1]);

            var kept = outbox(server.bean(JdbcTemplate.class));
            assertThat(kept).hasSize(1);
            var event = JsonMapper.shared().readTree(kept.getFirst());
            assertThat(event.toString()).contains(release.product(), release.version(), publisher.id());

            server.bean(Listener.class).letHear();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> outbox(server.bean(JdbcTemplate.class)).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsNothingOfWhatWasRolledBack(TestDatabase database) {
        try (var server = start(database)) {
            var publisher = server.newClient("acme", "publish");

            assertThatThrownBy(() -> TestRelease.publish(server, publisher, "Doomed", "file.txt", new byte[1]))
                    .hasMessageContaining("/commit answered 500");

            assertThat(server.bean(Saboteur.class).seenFromInside).isEqualTo(1);
            assertThat(outbox(server.bean(JdbcTemplate.class))).isEmpty();
            assertThat(server.get("/admin/v1/products", "Authorization", publisher.bearer())
                            .body())
                    .contains("Doomed");
        }
    }

    private static TestServer start(TestDatabase database) {
        return TestServer.startWith(
                List.of(Listener.class, Saboteur.class), "almoner.database.url=" + database.newUrl());
    }

    private static List<String> outbox(JdbcTemplate jdbc) {
        return jdbc.query("select serialized_event from event_publication", (row, _) -> row.getString(1));
    }
}
