package org.almoner.server.subscription;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.almoner.server.sns.SignatureVersion;
import org.almoner.server.sns.TopicName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of the topics that somebody has subscribed to or said something of. */
@Repository
class TopicRows {

    private final JdbcClient jdbc;

    TopicRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Has the topic there; the caller keeps others from doing so at the same moment, or tries again. */
    void ensure(TopicName name, SignatureVersion version) {
        if (version(name).isEmpty()) {
            jdbc.sql("insert into topic (name, signature_version) values (:name, :version)")
                    .param("name", name.value())
                    .param("version", version.wireName())
                    .update();
        }
    }

    /** How messages of a topic are signed; empty if it is not there. */
    Optional<SignatureVersion> version(TopicName name) {
        return jdbc.sql("select signature_version from topic where name = :name")
                .param("name", name.value())
                .query((row, _) ->
                        SignatureVersion.of(row.getString("signature_version")).orElseThrow())
                .optional();
    }

    /** How messages of all topics are signed that are there. */
    Map<TopicName, SignatureVersion> versions() {
        var versions = new HashMap<TopicName, SignatureVersion>();
        jdbc.sql("select name, signature_version from topic").query(row -> {
            versions.put(
                    new TopicName(row.getString("name")),
                    SignatureVersion.of(row.getString("signature_version")).orElseThrow());
        });
        return versions;
    }

    /** Has messages of a topic, which is there, signed in another way from now on. */
    void sign(TopicName name, SignatureVersion version) {
        jdbc.sql("update topic set signature_version = :version where name = :name")
                .param("name", name.value())
                .param("version", version.wireName())
                .update();
    }

    /** Its ARN at Amazon; empty if that is not known. */
    Optional<String> amazonArn(TopicName name) {
        return jdbc.sql("select amazon_arn from topic where name = :name and amazon_arn is not null")
                .param("name", name.value())
                .query(String.class)
                .optional();
    }

    /** Remembers the ARN at Amazon of a topic, which is there. */
    void amazonArn(TopicName name, String arn) {
        jdbc.sql("update topic set amazon_arn = :arn where name = :name")
                .param("name", name.value())
                .param("arn", arn)
                .update();
    }
}
