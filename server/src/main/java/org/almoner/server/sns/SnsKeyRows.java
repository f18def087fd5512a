package org.almoner.server.sns;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.almoner.server.web.MasterKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of keys and their certificates. */
@Repository
class SnsKeyRows {

    private final JdbcClient jdbc;
    private final MasterKey masterKey;

    SnsKeyRows(JdbcClient jdbc, MasterKey masterKey) {
        this.jdbc = jdbc;
        this.masterKey = masterKey;
    }

    /** What can be told of a key. */
    record Listed(int generation, String id, Instant createdAt, boolean signing) {}

    /** All keys whose certificates are given out, oldest first. */
    List<Listed> all() {
        return jdbc.sql(
                        "select generation, id, created_at, wrapped is not null as signing from sns_key order by generation")
                .query((row, _) -> new Listed(
                        row.getInt("generation"), row.getString("id"), createdAt(row), row.getBoolean("signing")))
                .list();
    }

    /** The id of the key that signs; empty if there was never one. */
    Optional<String> signingId() {
        return jdbc.sql(
                        "select id from sns_key where wrapped is not null order by generation desc fetch first 1 rows only")
                .query(String.class)
                .optional();
    }

    Optional<SnsKey> signing() {
        return jdbc.sql(
                        "select * from sns_key where wrapped is not null order by generation desc fetch first 1 rows only")
                .query((row, _) -> new SnsKey(
                        row.getInt("generation"),
                        row.getString("id"),
                        row.getString("certificate"),
                        secret(masterKey.unwrap(purpose(row.getString("id")), row.getString("wrapped"))),
                        createdAt(row)))
                .optional();
    }

    Optional<String> certificate(String id) {
        return jdbc.sql("select certificate from sns_key where id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** Adds a key, which signs from now on in place of the one before it, whose private half is deleted. */
    void insert(SnsKey key) {
        jdbc.sql("""
                        insert into sns_key (generation, id, certificate, wrapped, created_at)
                        values (:generation, :id, :certificate, :wrapped, :created_at)
                        """)
                .param("generation", key.generation())
                .param("id", key.id())
                .param("certificate", key.certificate())
                .param("wrapped", masterKey.wrap(purpose(key.id()), key.secret().getEncoded()))
                .param("created_at", key.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("update sns_key set wrapped = null where generation < :generation")
                .param("generation", key.generation())
                .update();
    }

    /** @return whether there was such a key */
    boolean delete(String id) {
        return jdbc.sql("delete from sns_key where id = :id").param("id", id).update() > 0;
    }

    private static Instant createdAt(ResultSet row) throws SQLException {
        return row.getObject("created_at", OffsetDateTime.class).toInstant();
    }

    private static PrivateKey secret(byte[] encoded) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key for notifications in the database is damaged", e);
        }
    }

    /** With its certificate, so that no key in the table can be passed off as another's. */
    private static String purpose(String id) {
        return "notification key " + id;
    }
}
