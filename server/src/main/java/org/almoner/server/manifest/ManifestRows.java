package org.almoner.server.manifest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of signed manifests. */
@Repository
class ManifestRows {

    private final JdbcClient jdbc;

    ManifestRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Subject subject, String keyId, String jws, Instant now) {
        jdbc.sql("insert into manifest (subject, key_id, jws, signed_at) values (:subject, :key, :jws, :now)")
                .param("subject", subject.text())
                .param("key", keyId)
                .param("jws", jws)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<String> find(Subject subject) {
        return find(subject.text());
    }

    /** @param subject as the table has it */
    Optional<String> find(String subject) {
        return jdbc.sql("select jws from manifest where subject = :subject")
                .param("subject", subject)
                .query(String.class)
                .optional();
    }

    /** What a key has signed, as the table calls it. */
    List<String> signedWith(String keyId) {
        return jdbc.sql("select subject from manifest where key_id = :key order by subject")
                .param("key", keyId)
                .query((row, _) -> row.getString("subject"))
                .list();
    }

    /** Puts the signature of another key in the place of the first. */
    void replace(String subject, String keyId, String jws, Instant now) {
        jdbc.sql("update manifest set key_id = :key, jws = :jws, signed_at = :now where subject = :subject")
                .param("subject", subject)
                .param("key", keyId)
                .param("jws", jws)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
