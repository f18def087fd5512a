package org.almoner.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The client assertions that were redeemed and have not expired: none is good twice, on whichever node. */
@Component
class UsedAssertions {

    private final JdbcClient jdbc;
    private final Clock clock;

    UsedAssertions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Redeems an assertion.
     *
     * @param jti of any length: its digest is what is kept
     * @param expiresAt from when on the assertion is refused for its age
     * @return whether this was the first time
     */
    boolean redeem(String clientId, String jti, Instant expiresAt) {
        try {
            jdbc.sql("""
                            insert into used_assertion (client_id, jti_sha256, expires_at)
                            values (:client, :jti, :expiresAt)
                            """)
                    .param("client", clientId)
                    .param("jti", digest(jti))
                    .param("expiresAt", Columns.time(expiresAt))
                    .update();
            return true;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    /** Forgets what has expired anyway. */
    void sweep() {
        jdbc.sql("delete from used_assertion where expires_at < :now")
                .param("now", Columns.time(clock.instant()))
                .update();
    }

    private static String digest(String jti) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(jti.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
