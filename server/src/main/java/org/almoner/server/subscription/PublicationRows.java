package org.almoner.server.subscription;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.sns.SignatureVersion;
import org.almoner.server.sns.SnsMessage;
import org.almoner.server.sns.SnsSignature;
import org.almoner.server.sns.SnsTime;
import org.almoner.server.sns.TopicName;
import org.almoner.server.sql.Sql;
import org.almoner.server.web.MasterKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of publications. Tokens are in it wrapped with the master key: who reads the table alone confirms nothing. */
@Repository
class PublicationRows {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final MasterKey masterKey;

    PublicationRows(JdbcClient jdbc, MasterKey masterKey) {
        this.jdbc = jdbc;
        this.masterKey = masterKey;
    }

    void add(Publication publication) {
        var message = publication.message();
        var subject = message instanceof SnsMessage.Notification notification ? notification.subject() : null;
        var way = switch (message) {
            case SnsMessage.Notification _ -> null;
            case SnsMessage.SubscriptionConfirmation asked -> new Way(asked.token(), asked.subscribeUrl());
            case SnsMessage.UnsubscribeConfirmation told -> new Way(told.token(), told.subscribeUrl());
        };
        var subProduct = publication.readers() instanceof Publication.Readers.OfSubProduct(var id) ? id : null;
        var organization =
                publication.readers() instanceof Publication.Readers.OfOrganization(var id) ? id.value() : null;
        jdbc.sql("""
                        insert into publication (id, topic, topic_arn, kind, sub_product_id, organization_id, subject, message, attributes,
                            wrapped_token, published_at, signature_version, key_id, signature)
                        values (:id, :topic, :arn, :kind, :sub_product, :organization, :subject, :message, :attributes, :token, :at,
                            :version, :key, :signature)
                        """)
                .param("id", publication.id())
                .param("topic", publication.topic().value())
                .param("arn", message.topicArn())
                .param("kind", message.type())
                .param("sub_product", subProduct, Types.OTHER)
                .param("organization", organization, Types.VARCHAR)
                .param("subject", subject, Types.VARCHAR)
                .param("message", message.message())
                .param("attributes", JSON.writeValueAsString(publication.attributes()))
                .param("token", way == null ? null : wrapped(publication.id(), way), Types.VARCHAR)
                .param("at", Sql.time(message.timestamp().instant()))
                .param("version", publication.signature().version().wireName())
                .param("key", publication.signature().keyId())
                .param("signature", publication.signature().value())
                .update();
    }

    /** Puts a signature in place of one that receivers cannot verify any more. */
    void sign(UUID id, SnsSignature signature) {
        jdbc.sql("update publication set key_id = :key, signature = :signature where id = :id")
                .param("id", id)
                .param("key", signature.keyId())
                .param("signature", signature.value())
                .update();
    }

    List<Publication> all(Collection<UUID> ids) {
        return jdbc.sql("select * from publication where id = any(:ids)")
                .param("ids", Sql.uuids(ids))
                .query(this::row)
                .list();
    }

    /** Forgets some of the publications from before a moment. */
    int deleteBefore(Instant moment, int count) {
        return jdbc.sql("""
                        delete from publication where id in (
                            select id from publication where published_at < :moment
                            order by published_at fetch first :count rows only)
                        """)
                .param("moment", Sql.time(moment))
                .param("count", count)
                .update();
    }

    private Publication row(ResultSet row, int number) throws SQLException {
        var topic = new TopicName(row.getString("topic"));
        var attributes =
                JSON.readValue(row.getString("attributes"), new TypeReference<LinkedHashMap<String, String>>() {});
        return new Publication(
                topic,
                readers(row.getObject("sub_product_id", UUID.class), row.getString("organization_id")),
                message(row, attributes),
                attributes,
                new SnsSignature(
                        SignatureVersion.of(row.getString("signature_version")).orElseThrow(),
                        row.getString("key_id"),
                        row.getString("signature")));
    }

    private SnsMessage message(ResultSet row, Map<String, String> attributes) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var arn = row.getString("topic_arn");
        var text = row.getString("message");
        var at = new SnsTime(Sql.instant(row, "published_at"));
        var kind = row.getString("kind");
        return switch (kind) {
            case "Notification" ->
                new SnsMessage.Notification(
                        id, arn, row.getString("subject"), text, at, EventMessages.attributes(attributes));
            case "SubscriptionConfirmation" -> {
                var way = unwrapped(id, row.getString("wrapped_token"));
                yield new SnsMessage.SubscriptionConfirmation(id, arn, text, at, way.token(), way.url());
            }
            case "UnsubscribeConfirmation" -> {
                var way = unwrapped(id, row.getString("wrapped_token"));
                yield new SnsMessage.UnsubscribeConfirmation(id, arn, text, at, way.token(), way.url());
            }
            default -> throw new IllegalStateException("No message is of the kind " + kind);
        };
    }

    private static Publication.Readers readers(@Nullable UUID subProduct, @Nullable String organization) {
        if (subProduct != null) {
            return new Publication.Readers.OfSubProduct(subProduct);
        }
        return organization == null
                ? new Publication.Readers.Addressees()
                : new Publication.Readers.OfOrganization(new OrganizationId(organization));
    }

    /** How a receiver confirms. */
    private record Way(String token, String url) {}

    private String wrapped(UUID id, Way way) {
        return masterKey.wrap(purpose(id), (way.token() + " " + way.url()).getBytes(StandardCharsets.UTF_8));
    }

    private Way unwrapped(UUID id, String wrapped) {
        var both = new String(masterKey.unwrap(purpose(id), wrapped), StandardCharsets.UTF_8).split(" ", 2);
        return new Way(both[0], both[1]);
    }

    /** With its message, so that no token in the table can be passed off as another's. */
    private static String purpose(UUID id) {
        return "token of message " + id;
    }
}
