package org.almoner.cli.command;

import java.nio.file.Path;

import org.almoner.cli.Shell;
import org.almoner.client.golden.GoldenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogCommandsTest {

    @TempDir
    private Path home;

    private GoldenServer server;
    private Shell shell;

    @BeforeEach
    void start() throws Exception {
        server = new GoldenServer();
        shell = Shell.at(server, home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTableIsForPeople() {
        assertThat(shell.run("products").out()).isEqualTo("""
                        PRODUCT      NAME
                        icd-10-cm-1  ICD-10-CM
                        """);
    }

    @Test
    void jsonIsForPrograms() {
        var json = shell.run("products", "--json").json();

        assertThat(json.get(0).get("product_slug").stringValue()).isEqualTo("icd-10-cm-1");
        assertThat(json.get(0).get("menu_options").isArray()).isTrue();
    }

    @Test
    void jsonSaysWhetherASubProductIsPublic() {
        shell.run("sub-product", "edit", "icd-10-cm/code-descriptions", "--public");

        var json = shell.run("sub-products", "icd-10-cm", "--json").json();

        assertThat(json.get(0).get("is_public").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"icd-10-cm-1", "ICD-10-CM", "icd-10-cm", "Icd-10-Cm-1"})
    void aProductIsFoundByWhateverNamesIt(String name) {
        assertThat(shell.run("sub-products", name).out()).contains("code-descriptions-2");
    }

    @Test
    void aNameThatCouldBeSeveralIsAskedAbout() {
        shell.run("product", "add", "icd 10 cm");
        var result = shell.run("sub-products", "icd-10-cm-1");
        assertThat(result.exitCode()).isZero();
        shell.run("product", "add", "LOINC");
        shell.run("product", "add", "loinc");

        var ambiguous = shell.run("sub-products", "Loinc");

        assertThat(ambiguous.exitCode()).isEqualTo(2);
        assertThat(ambiguous.err()).contains("could be more than one product", "loinc-12", "loinc-13");
    }

    @Test
    void anUnknownNameIsNotFoundAndTheNearestSuggested() {
        var result = shell.run("sub-products", "icd-10-mc");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("There is no product 'icd-10-mc'. Did you mean icd-10-cm-1?");
    }

    @Test
    void anEmptyListingSaysSoBesideTheResult() {
        var result = shell.run("versions", "icd-10-cm/code-descriptions");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("Nothing has been published");
        assertThat(shell.run("versions", "icd-10-cm/code-descriptions", "--json")
                        .json())
                .isEmpty();
    }

    @Test
    void aProductIsAddedWithItsColumnsAndLinks() {
        var added = shell.run(
                "product", "add", "LOINC", "--field", "Library:1:2", "--menu-option", "Release notes={0}", "--json");

        assertThat(added.json().get("product_slug").stringValue()).startsWith("loinc-");
        assertThat(server.asked()).contains("POST /admin/v1/products");
    }

    @Test
    void aColumnThatIsNotUnderstoodIsRefused() {
        var result = shell.run("product", "add", "LOINC", "--field", "Library");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("'Library' is not NAME:TYPE:ORDER");
    }

    @Test
    void aProductIsRenamed() {
        shell.run("product", "edit", "icd-10-cm", "--name", "ICD-10-CM (US)");

        assertThat(shell.run("product", "list").out()).contains("icd-10-cm-1  ICD-10-CM (US)");
    }

    @Test
    void whatIsGrantedCanBeSeenAndWithdrawn() {
        shell.run("org", "add", "stmarys", "--name", "St Mary's");
        assertThat(shell.run("grant", "stmarys", "ICD-10-CM").exitCode()).isZero();
        assertThat(shell.run("grant", "stmarys", "ICD-10-CM/Code descriptions").exitCode())
                .isZero();

        assertThat(shell.run("entitlements", "stmarys").out()).isEqualTo("""
                        PRODUCT      SUB-PRODUCT
                        icd-10-cm-1  (all)
                        icd-10-cm-1  code-descriptions-2
                        """);

        assertThat(shell.run("revoke", "stmarys", "icd-10-cm").exitCode()).isZero();
        assertThat(shell.run("entitlements", "stmarys").out())
                .doesNotContain("(all)")
                .contains("code-descriptions-2");
    }
}
