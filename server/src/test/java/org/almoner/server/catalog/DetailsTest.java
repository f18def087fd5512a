package org.almoner.server.catalog;

import java.time.LocalDate;

import org.almoner.server.failure.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.almoner.server.catalog.CatalogWorld.JSON;
import static org.almoner.server.catalog.CatalogWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What publishers send, checked at the border. */
class DetailsTest {

    private static final LocalDate TODAY = day("2026-11-21");

    @Test
    void aVersionNeedsANameAndNothingElse() {
        var details = version("{\"version_name\": \" 2026 October \"}").created(TODAY);

        assertThat(details.name()).isEqualTo("2026 October");
        assertThat(details.effectiveDate()).isEqualTo(TODAY);
        assertThat(details.launchDate()).isEqualTo(TODAY);
        assertThat(details.retentionDate()).isNull();
        assertThat(details.metadata()).isEmpty();
    }

    @Test
    void whatAChangeLeavesOutStays() {
        var before = version("""
                {"version_name": "2026", "effective_date": "2026-10-01", "launch_date": "2026-09-01",
                 "retention_date": "2036-10-01", "version_metadata": [{"name": "Library", "value": "ICD"}],
                 "version_menu_actions": [{"option": "Notes", "url": "https://example.org/{0}"}]}
                """).created(TODAY);

        assertThat(version("{}").over(before)).isEqualTo(before);
        assertThat(version("{\"version_name\": null, \"version_metadata\": null}")
                        .over(before))
                .isEqualTo(before);
        assertThat(version("{\"version_metadata\": []}").over(before).metadata())
                .isEmpty();
    }

    @Test
    void aRetentionDateIsTakenBackByNull() {
        var before = version("{\"version_name\": \"2026\", \"retention_date\": \"2036-10-01\"}")
                .created(TODAY);
        assertThat(before.retentionDate()).isEqualTo("2036-10-01");

        assertThat(version("{\"retention_date\": null}").over(before).retentionDate())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"version_name\": null}",
                "{\"version_name\": \"  \"}",
                "{\"version_name\": \"a\\u0000b\"}",
                "{\"version_name\": \"2026\", \"effective_date\": \"2026-02-30\"}",
                "{\"version_name\": \"2026\", \"effective_date\": \"2026-2-3\"}",
                "{\"version_name\": \"2026\", \"effective_date\": \"+12026-02-03\"}",
                "{\"version_name\": \"2026\", \"launch_date\": \"tomorrow\"}",
                "{\"version_name\": \"2026\", \"launch_date\": \"2026-10-01T00:00:00Z\"}",
                "{\"version_name\": \"2026\", \"retention_date\": 20361001}",
                "{\"version_name\": \"2026\", \"retention_date\": \"2026-11-20\"}",
                "{\"version_name\": \"2026\", \"version_metadata\": [null]}",
                "{\"version_name\": \"2026\", \"version_metadata\": [{\"name\": \"Library\"}]}",
                "{\"version_name\": \"2026\", \"version_menu_actions\": [{\"option\": \"x\", \"url\": \"javascript:alert(1)\"}]}",
                "{\"version_name\": \"2026\", \"version_menu_actions\": [{\"option\": \"x\", \"url\": \"JaVaScRiPt:alert(1)\"}]}"
            })
    void whatMakesNoVersionIsRefusedInASentence(String json) {
        assertThatThrownBy(() -> version(json).created(TODAY))
                .isInstanceOf(Invalid.class)
                .hasMessageEndingWith(".");
    }

    @Test
    void listsAndTextsHaveAnEnd() {
        assertThatThrownBy(() -> version("{\"version_name\": \"" + "a".repeat(201) + "\"}")
                        .created(TODAY))
                .isInstanceOf(Invalid.class);
        var entry = "{\"name\": \"n\", \"value\": \"v\"},";
        assertThatThrownBy(() -> version("{\"version_name\": \"2026\", \"version_metadata\": [" + entry.repeat(100)
                                + "{\"name\": \"n\", \"value\": \"v\"}]}")
                        .created(TODAY))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"product_name\": \"ICD\", \"fields\": [{}]}",
                "{\"product_name\": \"ICD\", \"fields\": [{\"field_name\": \"a\", \"field_type_id\": 0, \"display_order\": 1}]}",
                "{\"product_name\": \"ICD\", \"fields\": [{\"field_name\": \"a\", \"field_type_id\": 1, \"display_order\": -1}]}",
                "{\"product_name\": \"ICD\", \"menu_options\": [{\"option\": \"a\"}]}"
            })
    void whatMakesNoProductIsRefused(String json) {
        assertThatThrownBy(() -> JSON.readValue(json, ProductRequest.class).created())
                .isInstanceOf(Invalid.class)
                .hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{0}", "https://example.org/{0}", "HTTP://example.org", "/notes?v={0}", "mailto:a@example.org"})
    void placeholdersAndWebAddressesAreLinks(String url) {
        assertThat(new MenuOptionJson("Release Notes", url).checked().url()).isEqualTo(url);
    }

    private static VersionRequest version(String json) {
        return JSON.readValue(json, VersionRequest.class);
    }
}
