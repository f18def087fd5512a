package org.almoner.server.manifest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import org.almoner.server.web.MasterKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of keys. Private halves are in it wrapped with the master key, each for its signer and its moment only. */
@Repository
class ManifestKeyRows {

    private final JdbcClient jdbc;
    private final MasterKey masterKey;

    ManifestKeyRows(JdbcClient jdbc, MasterKey masterKey) {
        this.jdbc = jdbc;
        this.masterKey = masterKey;
    }

    /** All keys of a signer, withdrawn ones too, oldest first. */
    List<ManifestKey> of(Signer signer) {
        return jdbc.sql("select * from manifest_key where signer = :signer order by generation")
                .param("signer", signer.id())
                .query((row, _) -> key(signer, row))
                .list();
    }

    /** Has whoever else is about to sign, or to change the keys, wait until the transaction is over. */
    void lock(Signer signer) {
        jdbc.sql("select id from manifest_key where signer = :signer and generation = 1 for update")
                .param("signer", signer.id())
                .query(String.class)
                .list();
    }

    /** @param endorsedBy the id of the key that did; null if none did */
    void insert(Signer signer, ManifestKey key, @Nullable String endorsedBy) {
        jdbc.sql("""
                insert into manifest_key (id, signer, generation, public_key, wrapped, created_at, endorsement, endorsed_by)
                values (:id, :signer, :generation, :public_key, :wrapped, :created_at, :endorsement, :endorsed_by)
                """)
                .param("id", key.id())
                .param("signer", signer.id())
                .param("generation", key.generation())
                .param("public_key", key.pair().x())
                .param(
                        "wrapped",
                        masterKey.wrap(
                                purpose(signer, key.createdAt()), key.pair().secret()))
                .param("created_at", key.createdAt().atOffset(ZoneOffset.UTC))
                .param("endorsement", key.endorsement(), Types.VARCHAR)
                .param("endorsed_by", endorsedBy, Types.VARCHAR)
                .update();
    }

    /** From now on the signatures of a key count for nothing, those under endorsements neither. */
    void withdraw(Signer signer, String id, Instant now) {
        jdbc.sql("update manifest_key set withdrawn_at = :now where id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        jdbc.sql(
                        "update manifest_key set endorsement = null, endorsed_by = null where signer = :signer and endorsed_by = :id")
                .param("signer", signer.id())
                .param("id", id)
                .update();
    }

    private ManifestKey key(Signer signer, ResultSet row) throws SQLException {
        var createdAt = row.getObject("created_at", OffsetDateTime.class).toInstant();
        var withdrawnAt = row.getObject("withdrawn_at", OffsetDateTime.class);
        return new ManifestKey(
                row.getString("id"),
                row.getInt("generation"),
                Ed25519.of(
                        masterKey.unwrap(purpose(signer, createdAt), row.getString("wrapped")),
                        row.getString("public_key")),
                createdAt,
                row.getString("endorsement"),
                withdrawnAt == null ? null : withdrawnAt.toInstant());
    }

    /** With its signer and moment, so that no key in the table can be passed off as another's, or as an older one. */
    private static String purpose(Signer signer, Instant createdAt) {
        return "manifest key of " + signer.id() + " since " + createdAt;
    }
}
