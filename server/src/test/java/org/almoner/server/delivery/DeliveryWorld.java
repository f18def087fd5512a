package org.almoner.server.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.almoner.server.MovableClock;
import org.almoner.server.web.Paging;
import org.awaitility.core.ConditionFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.awaitility.Awaitility.await;

/** Deliveries on a database, with letters, endpoints and time under the test's control. */
final class DeliveryWorld implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final JdbcClient jdbc;
    final JdbcTransactionManager transactions;
    final TransactionTemplate transaction;
    final Queue queue;
    final Recipients recipients;
    final Tally tally = new Tally();
    final Deliveries deliveries;
    final MovableClock clock = new MovableClock();
    final Map<UUID, Letter> letters = new ConcurrentHashMap<>();

    /** Messages that nobody wants any more. */
    final Set<UUID> unwanted = ConcurrentHashMap.newKeySet();

    final List<Engine> nodes = new ArrayList<>();

    /** What happens between the taking of deliveries and their tries. */
    volatile Runnable beforeLetters = () -> {};

    DeliveryWorld(DataSource database) {
        jdbc = JdbcClient.create(database);
        transactions = new JdbcTransactionManager(database);
        transaction = new TransactionTemplate(transactions);
        queue = new Queue(new JdbcTemplate(database));
        recipients = new Recipients(jdbc);
        deliveries = new QueuedDeliveries(
                queue,
                new Reports(jdbc),
                recipients,
                () -> Optional.of(this::written),
                transactions,
                () -> nodes.forEach(Engine::look),
                clock);
    }

    static DeliverySettings settings(Duration timeout, Duration lease) {
        return new DeliverySettings(
                List.of(),
                null,
                timeout,
                lease,
                Duration.ofMillis(100),
                4,
                64,
                Duration.ofDays(7),
                Duration.ofDays(14),
                Duration.ofDays(90));
    }

    /** Starts a node. */
    Engine node(Post post) {
        return node(post, settings(Duration.ofSeconds(15), Duration.ofMinutes(1)));
    }

    Engine node(Post post, DeliverySettings settings) {
        var results = new ResultWriter(
                queue,
                recipients,
                transactions,
                settings.pauseAfter(),
                Duration.ofMillis(1),
                Duration.ofMillis(20),
                tally,
                clock);
        var engine = new Engine(
                queue,
                recipients,
                transactions,
                () -> Optional.of(this::written),
                post,
                results,
                new Consequence(new Random(20261122)),
                settings,
                UUID::randomUUID,
                Duration.ofMillis(100),
                clock);
        engine.start();
        nodes.add(engine);
        return engine;
    }

    private Map<Letters.Key, Letter> written(Collection<Letters.Key> some) {
        beforeLetters.run();
        return some.stream()
                .filter(key -> letters.containsKey(key.recipient()) && !unwanted.contains(key.message()))
                .collect(Collectors.toMap(key -> key, key -> Objects.requireNonNull(letters.get(key.recipient()))));
    }

    /** A recipient with a policy; its letters name it in a header. */
    UUID recipient(RetryPolicy policy, Throttle throttle) {
        var id = UUID.randomUUID();
        letters.put(
                id,
                new Letter(
                        Endpoint.parse("https://hooks.example.org/" + id),
                        List.of(new Header("x-recipient", id.toString())),
                        new byte[] {'h', 'i'},
                        policy,
                        throttle));
        return id;
    }

    UUID recipient() {
        return recipient(RetryPolicy.STANDARD, Throttle.NONE);
    }

    static UUID recipientOf(Letter letter) {
        return UUID.fromString(letter.headers().getFirst().value());
    }

    /** Queues one message for each recipient. */
    List<UUID> queue(UUID... to) {
        var messages = new ArrayList<UUID>();
        var some = Arrays.stream(to)
                .map(recipient -> {
                    var message = UUID.randomUUID();
                    messages.add(message);
                    return new NewDelivery(recipient, message, clock.instant());
                })
                .toList();
        transaction.executeWithoutResult(_ -> deliveries.queue(some));
        return messages;
    }

    List<DeliveryReport> reports(UUID recipient) {
        return deliveries
                .reports(recipient, EnumSet.allOf(DeliveryState.class), new Paging(1, 1000))
                .items();
    }

    List<DeliveryState> states(UUID recipient) {
        return reports(recipient).stream().map(DeliveryReport::state).toList();
    }

    private static ConditionFactory soon() {
        return await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
    }

    void awaitState(UUID recipient, DeliveryState state) {
        soon().until(() ->
                !states(recipient).isEmpty() && states(recipient).stream().allMatch(state::equals));
    }

    void awaitAttempts(UUID recipient, int count) {
        soon().until(() -> reports(recipient).stream()
                        .mapToInt(report -> report.attempts().size())
                        .sum()
                >= count);
    }

    Health health(UUID recipient) {
        return Objects.requireNonNull(deliveries.health(List.of(recipient)).get(recipient));
    }

    @Override
    public void close() {
        nodes.forEach(Engine::stop);
    }
}
