package org.almoner.server.storage;

import org.almoner.server.failure.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReprDigestTest {

    // RFC 9530, Appendix A: the digest of {"hello": "world"} and a line feed.
    private static final String FIELD = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";
    private static final Sha256 DIGEST = new Sha256("44aff4ab2d7c3250525675a08f0cfa9591168cffe51791c5f5bbc417c15a6c38");

    @Test
    void theExampleOfTheRfc() {
        assertThat(ReprDigest.sha256(FIELD)).isEqualTo(DIGEST);
        assertThat(ReprDigest.sha256("sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4=:, " + FIELD))
                .isEqualTo(DIGEST);
    }

    @Test
    void otherAlgorithmsAreIgnored() {
        assertThat(ReprDigest.sha256(null)).isNull();
        assertThat(ReprDigest.sha256("sha-512=:YMAam51Jz/jOATT6:")).isNull();
        assertThat(ReprDigest.sha256("x-sha-256=:AAAA:")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha-256=", "sha-256=::", "sha-256=:AAAA:", "sha-256=44aff4ab", "sha-256=:%%%:"})
    void whatCannotBeADigestIsRefused(String field) {
        assertThatThrownBy(() -> ReprDigest.sha256(field)).isInstanceOf(Invalid.class);
    }
}
