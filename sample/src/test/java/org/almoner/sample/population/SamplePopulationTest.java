package org.almoner.sample.population;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SamplePopulationTest {

    private static final SamplePopulation TINY = new SamplePopulation(7, 5, SamplePopulation.DEFAULT_AT);

    @TempDir
    private Path folder;

    // Whoever changes what a seed means changes this, and says so in the commit.
    @Test
    void aSeedMeansTheSameForEver() throws Exception {
        assertThat(sha256(TINY, 2)).isEqualTo("8224214066e749b5bded7ee60f88975dc8aac461614a89e83e3600b2c471c5e3");
    }

    @Test
    void neitherThreadsNorZoneNorLanguageShow() throws Exception {
        var population = new SamplePopulation(-3, 60, LocalDate.of(2024, 2, 29));
        var here = sha256(population, 1);
        var zone = TimeZone.getDefault();
        var locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));
            assertThat(sha256(population, 7)).isEqualTo(here);
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void anotherSeedGivesOtherPeople() throws Exception {
        assertThat(sha256(new SamplePopulation(8, 5, TINY.at()), 1)).isNotEqualTo(sha256(TINY, 1));
        assertThat(State.of(new SamplePopulation(8, 5, TINY.at()), folder).patients())
                .doesNotContainAnyElementsOf(State.of(TINY, folder).patients());
    }

    @Test
    void aRecordIsOfANaturalSize() {
        var state = State.of(new SamplePopulation(1, 200, SamplePopulation.DEFAULT_AT), folder);

        assertThat(state.patients()).hasSize(200);
        assertThat(state.size() / 200).isBetween(200L, 400L);
        for (var type : FhirType.values()) {
            assertThat(state.all(type)).as(type.typeName()).isNotEmpty();
        }
        assertThat(state.dangling()).isEmpty();
    }

    // What a reader may stumble over must occur, or nobody stumbles in time.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"valueQuantity\"",
                "\"valueCodeableConcept\"",
                "\"valueString\"",
                "\"valueBoolean\"",
                "\"valueInteger\"",
                "\"valueRange\"",
                "\"valueRatio\"",
                "\"valueSampledData\"",
                "\"valueTime\"",
                "\"valueDateTime\"",
                "\"valuePeriod\"",
                "\"component\"",
                "\"dataAbsentReason\"",
                "\"value\":1\\.\\d0,",
                "\"status\":\"corrected\"",
                "\"status\":\"preliminary\"",
                "\\\\\"",
                "\\|",
                "\\\\n",
                "\\\\u000d",
                "\\\\t",
                "\\\\\\\\",
                "[\\x{10000}-\\x{10ffff}]",
                "\\\\ud83d",
                "\\\\u60a3",
                "患",
                "\"birthDate\":\"\\d{4}\"",
                "\"birthDate\":\"\\d{4}-\\d\\d\"",
                "T\\d\\d:\\d\\d:\\d\\d-0[5-8]:00\"",
                "\\+00:00\"",
                "\"reference\":\"#coverage\"",
                "\"reference\":\"Practitioner\\?identifier=",
                "\"reference\":\"Organization/",
                "\"medicationReference\"",
                "\"medicationCodeableConcept\"",
                "\"onsetAge\"",
                "\"onsetString\"",
                "\"use\":\"maiden\"",
                "\"use\":\"old\"",
                "\"deceasedDateTime\"",
                "\"status\":\"in-progress\"",
                "\"status\":\"entered-in-error\"",
                "\"status\":\"superseded\"",
                "\"url\":\"detailed\""
            })
    void thereIsOf(String pattern) throws IOException {
        assertThat(Pattern.compile(pattern).matcher(sample()).find()).isTrue();
    }

    private static String text = "";

    private static synchronized String sample() throws IOException {
        if (text.isEmpty()) {
            var folder = Files.createTempDirectory("sample");
            var all = new StringBuilder();
            var files = new PopulationFolder(folder, false, false, 2)
                    .write(new SamplePopulation(1, 200, SamplePopulation.DEFAULT_AT), (_, _, _) -> {});
            for (var file : files) {
                all.append(Files.readString(file.path()));
                Files.delete(file.path());
            }
            Files.delete(folder);
            text = all.toString();
        }
        return text;
    }

    @ParameterizedTest
    @CsvSource({"0, 2026-01-01", "-1, 2026-01-01", "10000001, 2026-01-01", "5, 1999-12-31", "5, 2100-01-02"})
    void whatIsOutsideOfTheModelIsRefused(int patients, LocalDate at) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamplePopulation(1, patients, at))
                .withMessageContaining("A sample population");
    }

    private String sha256(SamplePopulation population, int threads) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var file : new PopulationFolder(folder, false, true, threads).write(population, (_, _, _) -> {})) {
            digest.update(file.type().typeName().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file.path()));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
