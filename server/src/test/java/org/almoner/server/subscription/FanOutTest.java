package org.almoner.server.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.almoner.server.TestDatabase;
import org.almoner.server.access.Caller;
import org.almoner.server.delivery.NewDelivery;
import org.almoner.server.notification.Audience;
import org.almoner.server.notification.Subject;
import org.almoner.server.sns.SnsMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import tools.jackson.databind.json.JsonMapper;

import static org.almoner.server.subscription.SubscriptionWorld.CLIENT;
import static org.almoner.server.subscription.SubscriptionWorld.HOSPITAL;
import static org.almoner.server.subscription.SubscriptionWorld.ICD;
import static org.almoner.server.subscription.SubscriptionWorld.OTHER;
import static org.almoner.server.subscription.SubscriptionWorld.STRANGER;
import static org.almoner.server.subscription.SubscriptionWorld.US;
import static org.almoner.server.subscription.SubscriptionWorld.USUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class FanOutTest {

    private static final String HOOK = "https://hooks.example/";

    private final SubscriptionWorld world;

    FanOutTest(TestDatabase database) {
        world = new SubscriptionWorld(database.fresh(), 20_000);
        world.seers.add(HOSPITAL.id());
    }

    private Subscription confirmed(Caller caller, Topic topic, String filter) {
        return world.confirmed(
                caller,
                topic,
                HOOK + UUID.randomUUID(),
                new Wishes(false, FilterPolicy.parse(filter), USUAL.retries(), USUAL.throttle()));
    }

    @Test
    void anEventIsToldOnTheTopicsOfItsSubProductAndItsProduct() {
        var product = confirmed(CLIENT, ICD, "{}");
        var subProduct = confirmed(CLIENT, US, "{}");
        var another = confirmed(CLIENT, new Topic.OfSubProduct("icd-1", "uk-3", "UK"), "{}");

        world.launch("2026-3");
        world.fanOut();
        world.fanOut();

        assertThat(world.waiting(product))
                .singleElement()
                .satisfies(message -> assertThat(message.topicArn()).endsWith(":icd-1"));
        assertThat(world.waiting(subProduct))
                .singleElement()
                .satisfies(message -> assertThat(message.topicArn()).endsWith(":icd-1_us-2"));
        assertThat(world.waiting(another)).isEmpty();
    }

    @Test
    void theMessageSaysWhatHappenedAndNothingMore() {
        var subscription = confirmed(CLIENT, US, "{}");
        world.launch("2026-3");
        world.fanOut();

        var message = (SnsMessage.Notification) world.waiting(subscription).getFirst();
        var json = JsonMapper.shared().readTree(message.message());
        assertThat(json.propertyNames())
                .containsExactly(
                        "event_type",
                        "event_id",
                        "at",
                        "product_slug",
                        "product_name",
                        "sub_product_slug",
                        "sub_product_name",
                        "version_slug",
                        "version_name",
                        "effective_date",
                        "launch_date",
                        "retention_date",
                        "files_path",
                        "reason",
                        "changes");
        assertThat(json.get("at").asString()).isEqualTo("2026-11-22T08:00:00.123456+00:00");
        assertThat(json.get("files_path").asString())
                .isEqualTo("/download/v1/products/icd-1/sub-products/us-2/versions/2026-3/files");
        assertThat(message.subject()).isEqualTo("version.launched: ICD, US, 2026-3");
        assertThat(message.attributes().toString())
                .contains(
                        "event_type",
                        "version.launched",
                        "product",
                        "icd-1",
                        "sub_product",
                        "us-2",
                        "version",
                        "2026-3");
    }

    @Test
    void anExtractIsToldToWhoseItIs() {
        var population = UUID.randomUUID();
        var topic = new Topic.OfPopulation(population, "diabetes", "Diabetes");
        var mine = confirmed(CLIENT, topic, "{}");
        // Which cannot come about, as topics of others cannot be subscribed to.
        var theirs = confirmed(OTHER, topic, "{}");

        world.stream.happen(
                "extract.released",
                new Audience.OfOrganization(HOSPITAL.id()),
                new Subject.OfExtract(7, population, "COMPLETE", "LONG_REC", "1.0.0", 35_000, "e3b0", null, null));
        world.fanOut();

        assertThat(world.waiting(theirs)).isEmpty();
        var json = JsonMapper.shared().readTree(world.waiting(mine).getFirst().message());
        assertThat(json.propertyNames())
                .containsExactly(
                        "event_type",
                        "event_id",
                        "at",
                        "extract_id",
                        "population_id",
                        "extract_type",
                        "dataset_type",
                        "version",
                        "size_in_bytes",
                        "sha256",
                        "base_extract_id",
                        "download_path",
                        "reason");
        assertThat(json.get("extract_id").longValue()).isEqualTo(7);
    }

    @Test
    void onlyWhoSeesItNowIsTold() {
        var seeing = confirmed(CLIENT, ICD, "{}");
        var blind = confirmed(OTHER, ICD, "{}");
        world.launch("2026-3");
        world.fanOut();
        assertThat(world.waiting(seeing)).hasSize(1);
        assertThat(world.waiting(blind)).isEmpty();

        // What was seen when it was queued is not sent if it is seen no more.
        assertThat(world.letters()).hasSize(1);
        world.seers.clear();
        assertThat(world.letters()).isEmpty();

        world.seers.add(STRANGER.id());
        world.launch("2026-4");
        world.fanOut();
        assertThat(world.waiting(seeing)).hasSize(1);
        assertThat(world.waiting(blind)).hasSize(1);
    }

    @Test
    void filtersChoose() {
        var wants = confirmed(CLIENT, ICD, "{\"event_type\":[{\"prefix\":\"version.\"}],\"version\":[\"2026-3\"]}");
        var wantsNot = confirmed(CLIENT, ICD, "{\"event_type\":[{\"anything-but\":[\"version.launched\"]}]}");
        world.launch("2026-3");
        world.launch("2026-4");
        world.fanOut();

        assertThat(world.waiting(wants)).hasSize(1);
        assertThat(world.waiting(wantsNot)).isEmpty();
    }

    @Test
    void whatHappenedBeforeIsNotTold() {
        world.launch("2026-3");
        world.fanOut();
        var late = confirmed(CLIENT, ICD, "{}");
        world.fanOut();

        assertThat(world.waiting(late)).isEmpty();
        assertThat(world.jdbc
                        .sql("select count(*) from publication where kind = 'Notification'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void nobodyIsToldBeforeItIsConfirmedOrAfterItHasEnded() {
        var pending = world.subscribe(CLIENT, ICD, HOOK, USUAL);
        var ended = confirmed(CLIENT, ICD, "{}");
        world.subscriptions.unsubscribe(CLIENT, ended.id());
        // Somebody has to want it, or there is no message at all.
        assertThat(world.waiting(confirmed(CLIENT, ICD, "{}"))).isEmpty();
        world.launch("2026-3");
        world.fanOut();

        assertThat(world.waiting(pending)).allMatch(message -> message instanceof SnsMessage.SubscriptionConfirmation);
        assertThat(world.waiting(ended)).allMatch(message -> message instanceof SnsMessage.UnsubscribeConfirmation);
    }

    /** Each event once, in their order, whoever is at it. */
    @Test
    void nodesShareTheEvents() {
        var subscription = confirmed(CLIENT, ICD, "{}");
        var launched = new ArrayList<String>();
        for (int i = 0; i < 120; i++) {
            launched.add("2026-" + i);
            world.launch("2026-" + i);
        }

        var nodes = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 4; i++) {
            nodes.add(CompletableFuture.runAsync(world.node(new Sender.Own())::catchUp, Thread::startVirtualThread));
        }
        nodes.forEach(CompletableFuture::join);

        assertThat(world.deliveries.queued.stream().map(NewDelivery::message).distinct())
                .hasSize(120);
        assertThat(world.waiting(subscription).stream()
                        .map(message -> JsonMapper.shared()
                                .readTree(message.message())
                                .get("version_slug")
                                .asString()))
                .containsExactlyInAnyOrderElementsOf(launched);
    }

    @Test
    void aFanOutThatFailsIsDoneAgainAsAWhole() {
        var subscription = confirmed(CLIENT, ICD, "{}");
        world.launch("2026-3");
        world.deliveries.broken = true;
        assertThat(catchThrowable(world::fanOut)).isNotNull();
        assertThat(world.jdbc
                        .sql("select count(*) from publication where kind = 'Notification'")
                        .query(Long.class)
                        .single())
                .isZero();

        world.deliveries.broken = false;
        world.fanOut();
        assertThat(world.waiting(subscription)).hasSize(1);
    }

    /** Whichever message Amazon does not take at first, the others go there once, and all of them in the order of events. */
    @Test
    void amazonIsSentAgainOnlyWhatItDidNotTake() {
        for (int failing = 0; failing < 6; failing++) {
            var amazon = new MemorySns();
            for (int version = 0; version < 3; version++) {
                world.launch("2026-" + failing + version);
            }
            amazon.refusing = failing;
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(world.amazonNode(amazon)::catchUp)
                    .withMessage("Refused");
            assertThat(amazon.published).hasSize(failing);

            world.amazonNode(amazon).catchUp();
            world.amazonNode(amazon).catchUp();

            assertThat(amazon.published)
                    .extracting(
                            PublishRequest::topicArn,
                            request -> JsonMapper.shared()
                                    .readTree(request.message())
                                    .get("version_slug")
                                    .asString())
                    .containsExactly(
                            tuple("arn:almoner-icd-1_us-2", "2026-" + failing + 0),
                            tuple("arn:almoner-icd-1", "2026-" + failing + 0),
                            tuple("arn:almoner-icd-1_us-2", "2026-" + failing + 1),
                            tuple("arn:almoner-icd-1", "2026-" + failing + 1),
                            tuple("arn:almoner-icd-1_us-2", "2026-" + failing + 2),
                            tuple("arn:almoner-icd-1", "2026-" + failing + 2));
        }
    }

    @Test
    void whatAmazonHasTakenOfAnEventIsNotTakenForAPartOfAnother() {
        var amazon = new MemorySns();
        world.launch("2026-1");
        world.launch("2026-2");
        amazon.refusing = 1;
        assertThatExceptionOfType(SdkClientException.class).isThrownBy(world.amazonNode(amazon)::catchUp);
        // The retention of events, after a month without Amazon.
        world.jdbc
                .sql("delete from event where number = (select min(number) from event)")
                .update();

        world.amazonNode(amazon).catchUp();

        assertThat(amazon.published)
                .extracting(PublishRequest::topicArn)
                .containsExactly("arn:almoner-icd-1_us-2", "arn:almoner-icd-1_us-2", "arn:almoner-icd-1");
    }

    @Test
    void nodesShareWhatAmazonIsSent() {
        var amazon = new MemorySns();
        for (int i = 0; i < 20; i++) {
            world.launch("2026-" + i);
        }

        var nodes = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 3; i++) {
            nodes.add(CompletableFuture.runAsync(world.amazonNode(amazon)::catchUp, Thread::startVirtualThread));
        }
        nodes.forEach(CompletableFuture::join);

        assertThat(amazon.published).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void aDatabaseThatWasPutBackIsNotWaitedForByAmazon() {
        var amazon = new MemorySns();
        world.jdbc
                .sql("update fan_out set position = 1000, topics = 1 where id = 1")
                .update();
        world.amazonNode(amazon).catchUp();
        world.launch("2026-3");
        world.amazonNode(amazon).catchUp();

        assertThat(amazon.published).hasSize(2);
    }

    @Test
    void aDatabaseThatWasPutBackIsNotWaitedFor() {
        var subscription = confirmed(CLIENT, ICD, "{}");
        world.jdbc.sql("update fan_out set position = 1000 where id = 1").update();
        world.fanOut();
        world.launch("2026-3");
        world.fanOut();

        assertThat(world.waiting(subscription)).hasSize(1);
    }

    @Test
    void tenThousandSubscriptionsAreOnePublicationAndOneLookAtWhoSeesIt() {
        var template = confirmed(CLIENT, ICD, "{}");
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(UUID.randomUUID());
        }
        insert(template, ids);
        world.looks = 0;
        world.launch("2026-3");
        world.fanOut();

        assertThat(world.deliveries.queued).hasSize(10_001);
        assertThat(world.deliveries.queued.stream().map(NewDelivery::message).distinct())
                .hasSize(1);
        assertThat(world.looks).isEqualTo(1);
    }

    private void insert(Subscription like, List<UUID> ids) {
        var named = new JdbcTemplate(Objects.requireNonNull(world.transactions.getDataSource()));
        named.batchUpdate(
                "insert into subscription select cast(? as uuid), topic, organization_id, client_id, wrapped_endpoint, endpoint, endpoint_hash, raw,"
                        + " filter_policy, retry_policy, per_second, state, token_hash, token_until, created_at, since"
                        + " from subscription where id = '" + like.id() + "'",
                ids.stream().map(id -> new Object[] {id.toString()}).toList());
    }
}
