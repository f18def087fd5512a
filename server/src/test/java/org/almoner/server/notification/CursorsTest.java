package org.almoner.server.notification;

import java.util.Random;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A cursor says nothing, and is good for the organization that it was given to. */
class CursorsTest {

    private static final OrganizationId ACME = new OrganizationId("00000000001aa");
    private static final OrganizationId OTHER = new OrganizationId("00000000002bb");
    private static final Position PLACE = new Position(159, UUID.fromString("1424e81d-8cea-4d6b-b140-d6630b684a58"));

    private final Cursors cursors = new Cursors(secret(1), new Random(2));

    private static byte[] secret(long seed) {
        var secret = new byte[Cursors.SECRET_LENGTH];
        new Random(seed).nextBytes(secret);
        return secret;
    }

    @Test
    void bothKindsOpenToThePlaceTheyWereMadeOf() {
        assertThat(cursors.open(ACME, cursors.ofEvent(ACME, PLACE))).contains(PLACE);
        assertThat(cursors.open(ACME, cursors.ofPlace(ACME, PLACE))).contains(PLACE);
    }

    @Test
    void anEventIsKnownByOneTextAndAPlaceByManyOfTheSameLength() {
        assertThat(cursors.ofEvent(ACME, PLACE)).isEqualTo(cursors.ofEvent(ACME, PLACE));
        var place = cursors.ofPlace(ACME, PLACE);
        assertThat(cursors.ofPlace(ACME, PLACE)).isNotEqualTo(place).hasSameSizeAs(place);
        assertThat(cursors.ofEvent(ACME, PLACE)).hasSameSizeAs(place).matches("[A-Za-z0-9_-]+");
        assertThat(cursors.ofPlace(ACME, new Position(Long.MAX_VALUE, PLACE.id())))
                .hasSameSizeAs(place);
    }

    @Test
    void ofAnotherOrganizationOrServerItIsNone() {
        assertThat(cursors.open(OTHER, cursors.ofEvent(ACME, PLACE))).isEmpty();
        assertThat(cursors.open(OTHER, cursors.ofPlace(ACME, PLACE))).isEmpty();
        assertThat(cursors.ofEvent(OTHER, PLACE)).isNotEqualTo(cursors.ofEvent(ACME, PLACE));
        assertThat(new Cursors(secret(3), new Random(2)).open(ACME, cursors.ofEvent(ACME, PLACE)))
                .isEmpty();
    }

    @Test
    void aChangedOneIsNone() {
        var cursor = cursors.ofPlace(ACME, PLACE);
        for (int at = 0; at < cursor.length(); at++) {
            // Not its last two bits, which the last character of unpadded Base64 does not use.
            var other = cursor.charAt(at) < 'Q' ? 'x' : 'A';
            assertThat(cursors.open(ACME, cursor.substring(0, at) + other + cursor.substring(at + 1)))
                    .as("character %s", at)
                    .isEmpty();
            assertThat(cursors.open(ACME, cursor.substring(0, at))).isEmpty();
        }
        assertThat(cursors.open(ACME, cursor + "A")).isEmpty();
        assertThat(cursors.open(ACME, cursor + cursor)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "latest", "159", "0", "é", "../..", "AAAA", "a b"})
    void otherTextIsNone(String text) {
        assertThat(cursors.open(ACME, text)).isEmpty();
    }
}
