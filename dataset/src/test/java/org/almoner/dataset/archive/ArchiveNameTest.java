package org.almoner.dataset.archive;

import java.time.Instant;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ArchiveNameTest {

    @Test
    void readsThePublishedExample() {
        assertThat(ArchiveName.parse("syndication_longrecord_I_cernerdemo_demopopulation_1.0.0_201610280625.tar.gz"))
                .contains(new ArchiveName(
                        ExtractType.INCREMENTAL,
                        "cernerdemo",
                        "demopopulation",
                        "1.0.0",
                        Instant.parse("2016-10-28T06:25:00Z")));
    }

    @Property(tries = 500)
    void comesBackFromItsText(@ForAll("names") ArchiveName name) {
        assertThat(ArchiveName.parse(name.fileName())).contains(name);
        assertThat(ArchiveName.parse(name.stem())).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "syndication_longrecord_I_client_my_population_1.0.0_201610280625",
                "syndication_longrecord_X_client_population_1.0.0_201610280625",
                "syndication_longrecord_C_client_population_1.0_201610280625",
                "syndication_longrecord_C_client_population_1.0.00_201610280625",
                "syndication_longrecord_C_client_population_1.0.0_201613280625",
                "syndication_longrecord_C_client_population_1.0.0_202602290625",
                "syndication_longrecord_C_client_population_1.0.0_000001010000",
                "syndication_longrecord_C_client_population_1.0.0_201610280625.tar",
                "syndication_longrecord_C_-client_population_1.0.0_201610280625",
                "syndication_longrecord_C_Client_population_1.0.0_201610280625",
                "syndication_longrecord_C_../.._population_1.0.0_201610280625",
                "syndication_longrecord_C_client_population_1.0.0_٢٠١٦١٠٢٨٠٦٢٥",
            })
    void refusesWhatIsNoName(String name) {
        assertThat(ArchiveName.parse(name)).isEmpty();
    }

    @Test
    void cannotBeMadeOfPartsThatItsTextCouldNotTellApart() {
        Instant time = Instant.parse("2016-10-28T06:25:00Z");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArchiveName(ExtractType.COMPLETE, "a_b", "c", "1.0.0", time));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArchiveName(ExtractType.COMPLETE, "a", "c", "1.0.0_1", time));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArchiveName(ExtractType.COMPLETE, "a", "c", "1.0.0", time.plusSeconds(1)));
    }

    @Provide
    Arbitrary<ArchiveName> names() {
        Arbitrary<String> mnemonics =
                Arbitraries.of("a", "0", "a-b", "x".repeat(63), "client", "1-0-0", "c", "longrecord");
        return Combinators.combine(
                        Arbitraries.of(ExtractType.class),
                        mnemonics,
                        mnemonics,
                        Arbitraries.of("0.0.0", "1.0.0", "12.345.678901"),
                        Arbitraries.longs().between(-62_135_596_800L / 60, 253_402_300_799L / 60))
                .as((type, client, population, version, minute) ->
                        new ArchiveName(type, client, population, version, Instant.ofEpochSecond(minute * 60)));
    }
}
