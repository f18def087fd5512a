package org.almoner.server.audit;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FitTest {

    @ParameterizedTest
    @CsvSource({
        "5, hello, hello",
        "4, hello, hell",
        "9, a\u0000b, a\ufffdb",
        "9, a\u001bb, a\ufffdb",
        "9, a\ud83d, a\ufffd",
        "9, \ude00b, \ufffdb",
        "3, a\ud83d\ude00, a\ud83d\ude00",
        "2, a\ud83d\ude00, a"
    })
    void cutsAndReplacesWhatNoColumnTakes(int length, String text, String fitting) {
        assertThat(Fit.to(length, text)).isEqualTo(fitting);
    }

    @Property
    void whateverItIsItFits(@ForAll String text, @ForAll @IntRange(max = 50) int length) {
        var fitting = Fit.to(length, text);

        assertThat(fitting.length()).isLessThanOrEqualTo(length);
        assertThat(fitting.codePoints()).noneMatch(Character::isISOControl).noneMatch(FitTest::isHalf);
    }

    private static boolean isHalf(int character) {
        return Character.getType(character) == Character.SURROGATE;
    }
}
