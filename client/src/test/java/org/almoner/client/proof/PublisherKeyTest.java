package org.almoner.client.proof;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.almoner.client.proof.Vectors.FIRST;
import static org.almoner.client.proof.Vectors.NEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PublisherKeyTest {

    /** RFC 8037 appendix A.3. */
    @Test
    void itsNameIsThatOfTheStandard() {
        assertThat(FIRST.thumbprint()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    /** RFC 8037 appendices A.4 and A.5. */
    @Test
    void theSignatureOfTheStandardHolds() {
        var message = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".getBytes(StandardCharsets.US_ASCII);
        var signature = Base64Url.decode(
                "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
        assertThat(FIRST.signed(message, signature)).isTrue();
        assertThat(NEXT.signed(message, signature)).isFalse();
        for (int i = 0; i < signature.length; i++) {
            var altered = signature.clone();
            altered[i] ^= 1;
            assertThat(FIRST.signed(message, altered)).isFalse();
        }
        message[0] ^= 1;
        assertThat(FIRST.signed(message, signature)).isFalse();
    }

    @Test
    void aSignatureOfAnotherLengthIsNone() {
        assertThat(FIRST.signed(new byte[0], new byte[0])).isFalse();
        assertThat(FIRST.signed(new byte[0], new byte[65])).isFalse();
    }

    @Test
    void isReadBackFromItsText() {
        assertThat(FIRST.text()).isEqualTo("ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assertThat(PublisherKey.parse(FIRST.text())).isEqualTo(FIRST).isNotEqualTo(NEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ed25519:",
                "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                "ED25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                " ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                "ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                "ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUR",
                "ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURoA",
                "ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\n",
                // Other bits after the last byte: another text for the same key.
                "ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURp",
                "ed25519:11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo",
                // A y-coordinate that no point of the curve has.
                "ed25519:AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatIsNoKeyIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublisherKey.parse(text))
                .withMessageStartingWith("Not a pub");
    }
}
