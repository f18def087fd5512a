package org.almoner.client.proof;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.almoner.client.golden.GoldenKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.almoner.client.proof.Vectors.FIRST;
import static org.almoner.client.proof.Vectors.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

class KeyChainTest {

    private static final GoldenKey A = new GoldenKey();
    private static final GoldenKey B = new GoldenKey();
    private static final GoldenKey C = new GoldenKey();

    @Test
    void theEndorsementOfAnotherProgramCounts() {
        var listed = List.of(listed(FIRST, null), listed(NEXT, Vectors.text("endorsement.jws")));
        var trusted = KeyChain.of(Set.of(FIRST), listed).trusted();
        assertThat(trusted).containsExactlyInAnyOrder(FIRST, NEXT);
        assertThat(SignedManifest.parse(Vectors.text("version-by-next-key.jws")).verify(trusted))
                .isEqualTo(SignedManifest.parse(Vectors.text("version.jws")).verify(trusted));
    }

    @Test
    void aKeyOfAKeyOfAKeyIsTrustedInWhateverOrderTheyAreListed() {
        var third = listed(C.key(), B.endorsement(C.key()));
        var second = listed(B.key(), A.endorsement(B.key()));
        for (var listed : List.of(List.of(second, third), List.of(third, second))) {
            assertThat(KeyChain.of(Set.of(A.key()), listed).trusted())
                    .containsExactlyInAnyOrder(A.key(), B.key(), C.key());
        }
    }

    @Test
    void trustDoesNotGoBackwards() {
        var listed = List.of(listed(A.key(), null), listed(B.key(), A.endorsement(B.key())));
        assertThat(KeyChain.of(Set.of(B.key()), listed).trusted()).containsExactly(B.key());
    }

    @Test
    void beingListedIsNothing() {
        var listed = List.of(listed(A.key(), null), listed(B.key(), null), listed(C.key(), C.endorsement(C.key())));
        assertThat(KeyChain.of(Set.of(A.key()), listed).trusted()).containsExactly(A.key());
        assertThat(KeyChain.of(Set.of(), listed).trusted()).isEmpty();
    }

    @Test
    void anEndorsementByAKeyThatIsNotTrustedIsNothing() {
        var listed = List.of(listed(C.key(), B.endorsement(C.key())));
        assertThat(KeyChain.of(Set.of(A.key()), listed).trusts(C.key())).isFalse();
    }

    @Test
    @Timeout(60)
    void keysThatEndorseEachOtherInACircleStayOutside() {
        var listed = List.of(
                listed(B.key(), C.endorsement(B.key())),
                listed(C.key(), B.endorsement(C.key())),
                listed(A.key(), A.endorsement(A.key())));
        assertThat(KeyChain.of(Set.of(A.key()), listed).trusted()).containsExactly(A.key());
        assertThat(KeyChain.of(Set.of(B.key()), listed).trusted()).containsExactlyInAnyOrder(B.key(), C.key());
    }

    @Test
    void anEndorsementOfAnotherKeyIsNothing() {
        var listed = List.of(listed(C.key(), A.endorsement(B.key())));
        assertThat(KeyChain.of(Set.of(A.key()), listed).trusted()).containsExactly(A.key());
    }

    @Test
    void aManifestIsNoEndorsement() {
        var listed = List.of(listed(B.key(), A.manifest(B.key().document())), listed(C.key(), "no endorsement at all"));
        assertThat(KeyChain.of(Set.of(A.key()), listed).trusted()).containsExactly(A.key());
    }

    @Test
    void anEndorsementThatWasAlteredIsNothingAndSpoilsNothingElse() {
        var good = A.endorsement(B.key());
        var forged = C.jws(A.header("almoner-key-endorsement+jws"), C.key().document());
        var listed = List.of(listed(C.key(), forged), listed(B.key(), good), listed(B.key(), good + "A"));
        assertThat(KeyChain.of(Set.of(A.key()), listed).trusted()).containsExactlyInAnyOrder(A.key(), B.key());
    }

    private static ListedKey listed(PublisherKey key, @Nullable String endorsement) {
        return new ListedKey(key, Instant.EPOCH, endorsement);
    }
}
