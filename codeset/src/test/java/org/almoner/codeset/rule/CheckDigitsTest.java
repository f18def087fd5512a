package org.almoner.codeset.rule;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CheckDigitsTest {

    private static boolean verhoeff(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.US_ASCII);
        return CheckDigits.isVerhoeff(bytes, 1, bytes.length - 1);
    }

    private static boolean loinc(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.US_ASCII);
        return CheckDigits.isLoinc(bytes, 1, bytes.length - 1);
    }

    /** Identifiers that the specification of SNOMED CT's release files prints (§6.2 and §6.3), and the example of Verhoeff's scheme. */
    @ParameterizedTest
    @ValueSource(strings = {"138875005", "116680003", "900000000000207008", "900000000000509007", "100005", "2363"})
    void verhoeffsDigitIsThatOfTheSpecification(String id) {
        assertThat(verhoeff(id)).isTrue();
        // It finds every wrong digit, and every swap of neighbours.
        for (int i = 0; i < id.length(); i++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                if (digit != id.charAt(i)) {
                    assertThat(verhoeff(id.substring(0, i) + digit + id.substring(i + 1)))
                            .isFalse();
                }
            }
            if (i > 0 && id.charAt(i) != id.charAt(i - 1)) {
                assertThat(verhoeff(id.substring(0, i - 1) + id.charAt(i) + id.charAt(i - 1) + id.substring(i + 1)))
                        .isFalse();
            }
        }
    }

    /** Codes that HL7's documents use as examples. */
    @ParameterizedTest
    @ValueSource(strings = {"2345-7", "718-7", "8867-4", "85354-9", "29463-7", "4548-4"})
    void loincsDigitIsThatOfItsCodes(String code) {
        assertThat(loinc(code)).isTrue();
        assertThat(loinc(code.substring(0, code.length() - 1)
                        + (char) ('0' + (code.charAt(code.length() - 1) - '0' + 1) % 10)))
                .isFalse();
    }

    @Test
    void nothingHasNoCheckDigit() {
        assertThat(verhoeff("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-7", "718", "71a-7", "718--7", "718-"})
    void whatIsNoCodeHasNone(String text) {
        assertThat(loinc(text)).isFalse();
        assertThat(verhoeff("1" + text + "x")).isFalse();
    }
}
