package org.almoner.server.subscription;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import org.almoner.server.access.Caller;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organization;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Scope;
import org.almoner.server.delivery.Endpoint;
import org.almoner.server.delivery.Letter;
import org.almoner.server.delivery.Letters;
import org.almoner.server.delivery.RetryPolicy;
import org.almoner.server.delivery.Throttle;
import org.almoner.server.failure.Invalid;
import org.almoner.server.notification.Audience;
import org.almoner.server.notification.Subject;
import org.almoner.server.notification.TestEvents;
import org.almoner.server.settings.Secret;
import org.almoner.server.sns.SignatureVersion;
import org.almoner.server.sns.SnsMessage;
import org.almoner.server.sns.TestSns;
import org.almoner.server.web.MasterKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import software.amazon.awssdk.services.sns.SnsClient;

/** Subscriptions on a database, with all that is around them under the test's control. */
final class SubscriptionWorld {

    static final Organization HOSPITAL = organization("00000000001aa", "hospital");
    static final Organization STRANGER = organization("00000000002bb", "stranger");
    static final Caller CLIENT = new Caller(HOSPITAL, "client", Set.of(Scope.NOTIFICATIONS));
    static final Caller OTHER = new Caller(STRANGER, "other", Set.of(Scope.NOTIFICATIONS));
    static final Caller OPERATOR = new Caller(STRANGER, "admin", Set.of(Scope.ADMIN));
    static final Topic ICD = new Topic.OfProduct("icd-1", "ICD");
    static final Topic US = new Topic.OfSubProduct("icd-1", "us-2", "ICD / US");
    static final Wishes USUAL = new Wishes(false, FilterPolicy.NONE, RetryPolicy.STANDARD, Throttle.NONE);

    /** The id of the sub-product that events are of. */
    static final UUID SEEN = UUID.fromString("5a9994a2-46ad-11ee-be56-0242ac120002");

    final JdbcClient jdbc;
    final JdbcTransactionManager transactions;
    final MemoryDeliveries deliveries = new MemoryDeliveries();
    final List<SubscriptionEvent> events = new ArrayList<>();
    final SubscriptionRows rows;
    final PublicationRows publicationRows;
    final TestSns sns;
    final TestEvents stream;
    final Subscriptions subscriptions;
    final Publications publications;
    final SubscriptionLetters letters;

    /** Who sees {@link #SEEN}. */
    final Set<OrganizationId> seers = ConcurrentHashMap.newKeySet();

    Instant now = Instant.parse("2026-11-22T10:00:00.123456Z");
    int looks;

    private final TopicRows topics;

    SubscriptionWorld(DataSource database) {
        this(database, 5);
    }

    SubscriptionWorld(DataSource database, int perClient) {
        jdbc = JdbcClient.create(database);
        transactions = new JdbcTransactionManager(database);
        var random = new SecureRandom();
        var master = MasterKey.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", random);
        sns = new TestSns(database, master);
        stream = new TestEvents(database);
        rows = new SubscriptionRows(jdbc, master);
        topics = new TopicRows(jdbc);
        publicationRows = new PublicationRows(jdbc, master);
        publications = new Publications(
                publicationRows,
                topics,
                sns.signer,
                sns.addresses,
                sns.arns,
                SignatureVersion.V2,
                UUID::randomUUID,
                new Movable());
        subscriptions = new Subscriptions(
                transactions,
                rows,
                topics,
                publications,
                deliveries,
                endpoint -> {
                    if (endpoint.toString().contains("loopback")) {
                        throw new Invalid("That host is this server's own.");
                    }
                },
                event -> events.add((SubscriptionEvent) event),
                new SubscriptionSettings(
                        SubscriptionSettings.Kind.OWN,
                        perClient,
                        "2",
                        Duration.ofSeconds(1),
                        Duration.ofDays(90),
                        new SubscriptionSettings.Amazon(
                                "us-east-1", null, "", new Secret(""), Map.of(), false, "almoner-")),
                UUID::randomUUID,
                random,
                new Movable());
        letters = new SubscriptionLetters(rows, publicationRows, sns.signer, sns.json, sns.arns, this::visible);
    }

    private final class Movable extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    Set<UUID> visible(OrganizationId organization) {
        looks++;
        return seers.contains(organization) ? Set.of(SEEN) : Set.of();
    }

    /** A node that fans out. */
    FanOut node(Sender sender) {
        return new FanOut(
                jdbc,
                transactions,
                stream.stream,
                publications,
                rows,
                deliveries,
                this::visible,
                sender,
                new Movable());
    }

    /** A node that has Amazon publish, where it makes topics as they are needed. */
    FanOut amazonNode(SnsClient amazon) {
        return node(new Sender.ByAmazon(new AmazonTopics(
                amazon,
                new SubscriptionSettings.Amazon("us-east-1", null, "", new Secret(""), Map.of(), true, "almoner-"),
                topics)));
    }

    void fanOut() {
        node(new Sender.Own()).catchUp();
    }

    Subscription subscribe(Caller caller, Topic topic, String endpoint, Wishes wishes) {
        return subscriptions.subscribe(
                caller,
                new Subscriptions.Owner(caller.organization().id(), caller.clientId()),
                topic,
                Endpoint.parse(endpoint),
                wishes);
    }

    /** A subscription that its endpoint has confirmed, and nothing waiting for it. */
    Subscription confirmed(Caller caller, Topic topic, String endpoint, Wishes wishes) {
        var subscription = subscribe(caller, topic, endpoint, wishes);
        subscriptions.confirm(topic.name(), token(subscription));
        deliveries.forget(List.of(subscription.id()));
        return subscriptions.find(caller, subscription.id());
    }

    /** The token in what was queued last for a subscription. */
    String token(Subscription subscription) {
        return switch (last(subscription)) {
            case SnsMessage.SubscriptionConfirmation confirmation -> confirmation.token();
            case SnsMessage.UnsubscribeConfirmation confirmation -> confirmation.token();
            case SnsMessage.Notification _ -> throw new AssertionError("No confirmation");
        };
    }

    SnsMessage last(Subscription subscription) {
        var message = deliveries.queued.stream()
                .filter(one -> one.recipient().equals(subscription.id()))
                .toList()
                .getLast()
                .message();
        return publicationRows.all(List.of(message)).getFirst().message();
    }

    /** What is sent for a delivery; null if it is not wanted. */
    Map<Letters.Key, Letter> letters() {
        return letters.letters(deliveries.queued.stream()
                .map(one -> new Letters.Key(one.recipient(), one.message()))
                .toList());
    }

    /** The messages that wait for a subscription. */
    List<SnsMessage> waiting(Subscription subscription) {
        var ids = deliveries.queued.stream()
                .filter(one -> one.recipient().equals(subscription.id()))
                .map(one -> one.message())
                .toList();
        return publicationRows.all(ids).stream().map(Publication::message).toList();
    }

    /** A version is launched. */
    void launch(String version) {
        stream.happen(
                "version.launched",
                new Audience.OfSubProduct(SEEN),
                new Subject.OfVersion(
                        "icd-1",
                        "ICD",
                        "us-2",
                        "US",
                        version,
                        version,
                        LocalDate.of(2026, 11, 22),
                        LocalDate.of(2026, 11, 22),
                        null,
                        null,
                        null));
    }

    private static Organization organization(String id, String mnemonic) {
        return new Organization(new OrganizationId(id), new Mnemonic(mnemonic), mnemonic);
    }
}
