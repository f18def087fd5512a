package org.almoner.client.sync;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GlobTest {

    /** The same said to another program. */
    private static boolean fits(String pattern, String name) {
        var regex = lower(pattern)
                .codePoints()
                .mapToObj(each -> switch (each) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(each));
                })
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL).matcher(lower(name)).matches();
    }

    private static String lower(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings()
                .withChars("abA*?.\\[\n\uD83D\uDE00")
                .ofMinLength(1)
                .ofMaxLength(9)
                .filter(text -> !text.isBlank());
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("abB.\\[\n").ofMaxLength(12);
    }

    @Property(tries = 20_000)
    void itFitsWhatTheRegularExpressionMatches(@ForAll("patterns") String pattern, @ForAll("names") String name) {
        var whole = pattern.replaceAll("\\p{Cs}", "a");
        assertThat(new Glob(whole).fits(name)).isEqualTo(fits(whole, name));
    }

    @Property(tries = 2_000)
    void aNameFitsItselfWithAnyPartOfItStarred(
            @ForAll("names") String before, @ForAll("names") String middle, @ForAll("names") String after) {
        assertThat(new Glob(before + "*" + after).fits(before + middle + after)).isTrue();
    }

    @Example
    void oneQuestionMarkIsOneCharacterOfWhateverPlane() {
        assertThat(new Glob("?").fits("\uD83D\uDE00")).isTrue();
        assertThat(new Glob("??").fits("\uD83D\uDE00")).isFalse();
        assertThat(new Glob("?*?").fits("日本")).isTrue();
    }

    @Example
    void noPatternTakesLong() {
        var pattern = new Glob("*a".repeat(2_000) + "b");
        // A backtracking matcher would not be through before the sun goes out.
        assertThat(pattern.fits("a".repeat(10_000))).isFalse();
    }

    @Example
    void oneOfSeveralNamesIsEnough() {
        assertThat(new Glob("loinc").fits("loinc-3", "loinc", "LOINC codes")).isTrue();
        assertThat(new Glob("loinc").fits()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankPatternIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Glob(text)).withMessageContaining("not blank");
    }
}
