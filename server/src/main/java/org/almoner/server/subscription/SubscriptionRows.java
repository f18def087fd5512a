package org.almoner.server.subscription;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.delivery.Endpoint;
import org.almoner.server.delivery.RetryPolicy;
import org.almoner.server.delivery.Throttle;
import org.almoner.server.sns.TopicName;
import org.almoner.server.sql.Sql;
import org.almoner.server.web.MasterKey;
import org.almoner.server.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of subscriptions. Endpoints are in it wrapped with the master key, as they may hold passwords. */
@Repository
class SubscriptionRows {

    private static final String LIVE = " state in ('pending', 'confirmed') ";

    private final JdbcClient jdbc;
    private final MasterKey masterKey;

    SubscriptionRows(JdbcClient jdbc, MasterKey masterKey) {
        this.jdbc = jdbc;
        this.masterKey = masterKey;
    }

    /** What a confirmed subscription of a topic wants. */
    record Wanted(UUID id, OrganizationId organization, String filter) {}

    /** A token's subscription, and until when the token is good. */
    record Claimed(Subscription subscription, Instant until) {}

    /** Has whoever else is about to add a subscription wait until the transaction is over, so that they can be counted. */
    void lockForAdding() {
        jdbc.sql("update fan_out set position = 0 where id = 2").update();
    }

    void add(Subscription subscription) {
        jdbc.sql("""
                        insert into subscription (id, topic, organization_id, client_id, wrapped_endpoint, endpoint,
                            endpoint_hash, raw, filter_policy, retry_policy, per_second, state, created_at, since)
                        values (:id, :topic, :organization, :client, :wrapped, :endpoint, :endpoint_hash, :raw, :filter,
                            :retries, :per_second, :state, :created_at, :since)
                        """)
                .param("id", subscription.id())
                .param("topic", subscription.topic().value())
                .param("organization", subscription.organization().value())
                .param("client", subscription.clientId())
                .param("wrapped", wrapped(subscription.id(), subscription.endpoint()))
                .param("endpoint", subscription.endpoint().toString())
                .param("endpoint_hash", Hash.of(subscription.endpoint().toString()))
                .param("raw", subscription.wishes().raw())
                .param("filter", filter(subscription.wishes()), Types.VARCHAR)
                .param("retries", subscription.wishes().retries().print())
                .param("per_second", perSecond(subscription.wishes()), Types.INTEGER)
                .param("state", subscription.state().wireName())
                .param("created_at", Sql.time(subscription.createdAt()))
                .param("since", Sql.time(subscription.since()))
                .update();
    }

    void change(UUID id, Wishes wishes) {
        jdbc.sql("""
                        update subscription set raw = :raw, filter_policy = :filter, retry_policy = :retries,
                            per_second = :per_second
                        where id = :id
                        """)
                .param("id", id)
                .param("raw", wishes.raw())
                .param("filter", filter(wishes), Types.VARCHAR)
                .param("retries", wishes.retries().print())
                .param("per_second", perSecond(wishes), Types.INTEGER)
                .update();
    }

    /** Gives a subscription a new token; the one before it is good for nothing from now on. */
    void token(UUID id, String hash, Instant until) {
        jdbc.sql("update subscription set token_hash = :hash, token_until = :until where id = :id")
                .param("id", id)
                .param("hash", hash)
                .param("until", Sql.time(until))
                .update();
    }

    void become(Subscription subscription, SubscriptionState next, Instant now) {
        if (!subscription.state().mayBecome(next)) {
            throw new IllegalStateException(subscription.state() + " must not become " + next);
        }
        jdbc.sql("update subscription set state = :state, since = :now where id = :id")
                .param("id", subscription.id())
                .param("state", next.wireName())
                .param("now", Sql.time(now))
                .update();
    }

    void delete(Collection<UUID> ids) {
        jdbc.sql("delete from subscription where id = any(:ids)")
                .param("ids", Sql.uuids(ids))
                .update();
    }

    /** Keeps others from changing the subscription until the transaction ends. */
    Optional<Subscription> lock(UUID id) {
        return jdbc.sql("select * from subscription where id = :id for update")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    Optional<Subscription> find(UUID id) {
        return jdbc.sql("select * from subscription where id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    List<Subscription> all(Collection<UUID> ids) {
        return jdbc.sql("select * from subscription where id = any(:ids)")
                .param("ids", Sql.uuids(ids))
                .query(this::row)
                .list();
    }

    /** The subscription that a token was made for. */
    Optional<Claimed> claim(TopicName topic, String hash) {
        return claim(topic, hash, "");
    }

    /** The same, which nobody else changes until the transaction ends. */
    Optional<Claimed> lockClaim(TopicName topic, String hash) {
        return claim(topic, hash, " for update");
    }

    private Optional<Claimed> claim(TopicName topic, String hash, String lock) {
        return jdbc.sql("select * from subscription where token_hash = :hash and topic = :topic" + lock)
                .param("hash", hash)
                .param("topic", topic.value())
                .query((row, number) -> new Claimed(row(row, number), Sql.instant(row, "token_until")))
                .optional();
    }

    /** How many subscriptions a client has. */
    long live(OrganizationId organization, String clientId) {
        return jdbc.sql(
                        "select count(*) from subscription where organization_id = :organization and client_id = :client and"
                                + LIVE)
                .param("organization", organization.value())
                .param("client", clientId)
                .query(Long.class)
                .single();
    }

    /** The live subscriptions of an organization to a topic whose endpoints read alike but for passwords. */
    List<Subscription> alike(OrganizationId organization, TopicName topic, Endpoint endpoint) {
        return jdbc.sql("""
                        select * from subscription
                        where endpoint_hash = :endpoint and organization_id = :organization and topic = :topic and
                        """ + LIVE)
                .param("organization", organization.value())
                .param("topic", topic.value())
                .param("endpoint", Hash.of(endpoint.toString()))
                .query(this::row)
                .list();
    }

    /** @param organization null for those of all */
    long count(@Nullable OrganizationId organization) {
        return jdbc.sql("select count(*) from subscription where" + LIVE
                        + "and (cast(:organization as varchar) is null or organization_id = :organization)")
                .param("organization", organization == null ? null : organization.value(), Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    /**
     * Live subscriptions, oldest first.
     *
     * @param organization null for those of all
     */
    List<Subscription> page(@Nullable OrganizationId organization, Paging paging) {
        return jdbc.sql("select * from subscription where" + LIVE + """
                        and (cast(:organization as varchar) is null or organization_id = :organization)
                        order by created_at, id offset :offset rows fetch next :size rows only
                        """)
                .param("organization", organization == null ? null : organization.value(), Types.VARCHAR)
                .param("offset", paging.offset())
                .param("size", paging.pageSize())
                .query(this::row)
                .list();
    }

    /** Of these topics, those to which there is a confirmed subscription. */
    List<TopicName> heard(Collection<TopicName> topics) {
        return jdbc.sql("select distinct topic from subscription where topic in (:topics) and state = 'confirmed'")
                .param("topics", topics.stream().map(TopicName::value).toList())
                .query((row, _) -> new TopicName(row.getString("topic")))
                .list();
    }

    /** The confirmed subscriptions to a topic, by organization. */
    List<Wanted> confirmed(TopicName topic) {
        return jdbc.sql("""
                        select id, organization_id, filter_policy from subscription
                        where topic = :topic and state = 'confirmed' order by organization_id, id
                        """)
                .param("topic", topic.value())
                .query((row, _) -> new Wanted(
                        row.getObject("id", UUID.class),
                        new OrganizationId(row.getString("organization_id")),
                        filter(row)))
                .list();
    }

    /** The live subscriptions of a client. */
    List<Subscription> ofClient(String clientId) {
        return jdbc.sql("select * from subscription where client_id = :client and" + LIVE)
                .param("client", clientId)
                .query(this::row)
                .list();
    }

    /** Some of the subscriptions that came to a state before a moment. */
    List<Subscription> old(SubscriptionState state, Instant before, int count) {
        return jdbc.sql("""
                        select * from subscription where state = :state and since < :before
                        order by since, id fetch first :count rows only
                        """)
                .param("state", state.wireName())
                .param("before", Sql.time(before))
                .param("count", count)
                .query(this::row)
                .list();
    }

    private Subscription row(ResultSet row, int number) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var perSecond = row.getInt("per_second");
        return new Subscription(
                id,
                new TopicName(row.getString("topic")),
                new OrganizationId(row.getString("organization_id")),
                row.getString("client_id"),
                unwrapped(id, row.getString("wrapped_endpoint")),
                new Wishes(
                        row.getBoolean("raw"),
                        FilterPolicy.parse(filter(row)),
                        RetryPolicy.parse(row.getString("retry_policy")),
                        perSecond == 0 ? Throttle.NONE : new Throttle.PerSecond(perSecond)),
                SubscriptionState.of(row.getString("state")),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "since"));
    }

    private static String filter(ResultSet row) throws SQLException {
        var filter = row.getString("filter_policy");
        return filter == null ? FilterPolicy.NONE.json() : filter;
    }

    private static @Nullable String filter(Wishes wishes) {
        return wishes.filter().isEmpty() ? null : wishes.filter().json();
    }

    private static @Nullable Integer perSecond(Wishes wishes) {
        return switch (wishes.throttle()) {
            case Throttle.Unlimited _ -> null;
            case Throttle.PerSecond(var most) -> most;
        };
    }

    private String wrapped(UUID id, Endpoint endpoint) {
        return masterKey.wrap(purpose(id), endpoint.reveal().getBytes(StandardCharsets.UTF_8));
    }

    private Endpoint unwrapped(UUID id, String wrapped) {
        return Endpoint.parse(new String(masterKey.unwrap(purpose(id), wrapped), StandardCharsets.UTF_8));
    }

    /** With its subscription, so that no endpoint in the table can be passed off as another's. */
    private static String purpose(UUID id) {
        return "endpoint of subscription " + id;
    }
}
