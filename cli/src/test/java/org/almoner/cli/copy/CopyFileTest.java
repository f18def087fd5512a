package org.almoner.cli.copy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.almoner.cli.CommandFailure;
import org.almoner.client.download.DownloadSettings;
import org.almoner.client.http.ClientCredentials;
import org.almoner.client.proof.PublisherKey;
import org.almoner.client.sync.Choice;
import org.almoner.client.sync.Glob;
import org.almoner.client.sync.Keep;
import org.almoner.client.sync.Removal;
import org.almoner.client.sync.Trust;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CopyFileTest {

    private static final String KEY = "ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    private static final String LEAST = """
            folder: copy
            servers:
              acme:
                products:
                  - product: icd-10-cm
            """;

    @TempDir
    private Path home;

    private CopySettings read(String text) throws IOException {
        return CopyFile.read(Files.writeString(home.resolve("sync.yaml"), text));
    }

    @Test
    void everythingThatCanBeSaidIsRead() throws IOException {
        Files.writeString(home.resolve("secret"), "s3cret\n");
        var settings = read("""
                # What the hospital keeps.
                folder: ../copy
                servers:
                  acme:
                    url: https://files.example.org/almoner
                    token-url: https://login.example.org/oauth/token
                    client-id: hospital
                    client-secret-file: secret
                    trust: [%s]
                    products:
                      - product: icd-10-cm
                        sub-product: "code*"
                        versions: 3
                        files: ["*.zip", readme.txt]
                      - product: loinc
                        versions: all
                    extracts:
                      - population: cernerdemo/diabetes
                        data-set: LONG_REC
                        chains: 2
                  beta:
                    client-id: 4711
                    client-secret: 0815
                    trust: unchecked
                    extracts:
                      population: "*"
                remove: [retracted, superseded, unlisted, not-chosen]
                connections: 4
                limit-rate: 10M
                reports: 7
                every: 90s
                after: ./load.sh "$ALMONER_REPORT"
                """.formatted(KEY));

        assertThat(settings)
                .isEqualTo(new CopySettings(
                        Optional.of(home.resolve("sync.yaml")),
                        home.resolve("../copy").normalize(),
                        List.of(
                                new CopySettings.Server(
                                        "acme",
                                        Optional.of(URI.create("https://files.example.org/almoner")),
                                        Optional.of(URI.create("https://login.example.org/oauth/token")),
                                        Optional.of(new ClientCredentials("hospital", "s3cret")),
                                        new Trust.Pinned(List.of(PublisherKey.parse(KEY))),
                                        List.of(
                                                new Choice.OfVersions(
                                                        new Glob("icd-10-cm"),
                                                        new Glob("code*"),
                                                        new Keep.Latest(3),
                                                        List.of(new Glob("*.zip"), new Glob("readme.txt"))),
                                                new Choice.OfVersions(
                                                        new Glob("loinc"), Glob.ANY, new Keep.All(), List.of()),
                                                new Choice.OfExtracts(
                                                        new Glob("cernerdemo/diabetes"),
                                                        new Glob("LONG_REC"),
                                                        new Keep.Latest(2)))),
                                new CopySettings.Server(
                                        "beta",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(new ClientCredentials("4711", "0815")),
                                        new Trust.Unchecked(),
                                        List.of(new Choice.OfExtracts(Glob.ANY, Glob.ANY, new Keep.Latest(1))))),
                        EnumSet.allOf(Removal.class),
                        new DownloadSettings(OptionalInt.of(4), OptionalLong.of(10_000_000), 64 << 20),
                        7,
                        Duration.ofSeconds(90),
                        Optional.of("./load.sh \"$ALMONER_REPORT\""),
                        settings.exposed()));
    }

    @Test
    void whatIsLeftOutIsAsUsual() throws IOException {
        assertThat(read(LEAST))
                .isEqualTo(new CopySettings(
                        Optional.of(home.resolve("sync.yaml")),
                        home.resolve("copy"),
                        List.of(new CopySettings.Server(
                                "acme",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                new Trust.FirstUse(),
                                List.of(new Choice.OfVersions(
                                        new Glob("icd-10-cm"), Glob.ANY, new Keep.Latest(1), List.of())))),
                        EnumSet.noneOf(Removal.class),
                        DownloadSettings.USUAL,
                        100,
                        Duration.ofMinutes(15),
                        Optional.empty(),
                        false));
    }

    @Test
    void aSecretThatOthersCanReadIsNoticed() throws IOException {
        var file = Files.writeString(
                home.resolve("sync.yaml"),
                LEAST.replace("    products", "    client-id: a\n    client-secret: b\n    products"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(CopyFile.read(file).exposed()).isTrue();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(CopyFile.read(file).exposed()).isFalse();
        Files.setPosixFilePermissions(Files.writeString(file, LEAST), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(CopyFile.read(file).exposed()).isFalse();
    }

    /** What is put in place of what, and what the message says besides the file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "folder: copy|folders: copy|sync.yaml: there is no 'folders'; did you mean 'folder'?",
                "folder: copy||folder: it is missing.",
                "folder: copy|folder:|folder: it is missing.",
                "folder: copy|folder: ~|folder: '~' begins with ~",
                "folder: copy|folder: ''|folder: it is blank.",
                "folder: copy|folder: ~/copy|folder: '~/copy' begins with ~, which only shells understand. Write the whole path.",
                "folder: copy|folder: \"a\\0b\"|folder: ",
                "folder: copy|folder: [a, b]|folder is to be one text",
                "folder: copy|folder: copy%nfolder: copy|line 2: ",
                "  acme:|  Acme:|servers.Acme: the name is to be a folder's",
                "  acme:|  ../x:|servers.../x: the name is to be a folder's",
                "  acme:|  .almoner:|servers..almoner: the name is to be a folder's",
                "    products:|    url: ftp://x%n    products:|servers.acme.url: 'ftp://x' is not an address; it looks like https://",
                "    products:|    url: files.example.org%n    products:|servers.acme.url: 'files.example.org' is not an address",
                "    products:|    token-url: ':'%n    products:|servers.acme.token-url: ':' is not an address",
                "    products:|    client-id: x%n    products:|servers.acme: client-id and client-secret-file (or client-secret) belong together",
                "    products:|    client-secret: x%n    products:|servers.acme: client-id and client-secret-file (or client-secret) belong together",
                "    products:|    client-id: ''%n    client-secret: x%n    products:|servers.acme: The client id is blank",
                "    products:|    client-id: x%n    client-secret: x%n    client-secret-file: x%n    products:|servers.acme: it has a client-secret and a client-secret-file. Keep one of them.",
                "    products:|    client-id: x%n    client-secret-file: nowhere%n    products:|servers.acme.client-secret-file: cannot read the secret from ",
                "    products:|    trust: sometimes%n    products:|servers.acme.trust: ",
                "    products:|    trust: []%n    products:|servers.acme.trust: Nothing could be trusted without a key.",
                "    products:|    trust:%n      -%n    products:|servers.acme.trust[0]: it is empty",
                "    products:|    trust: [unchecked, first-use]%n    products:|servers.acme.trust: ",
                "    products:|    secret: x%n    products:|there is no 'servers.acme.secret'",
                "    products:|    prodcts:|there is no 'servers.acme.prodcts'; did you mean 'products'?",
                "      - product: icd-10-cm|      -|servers.acme.products[0]: it is empty",
                "      - product: icd-10-cm|      - product: ''|servers.acme.products[0].product: A pattern is not blank",
                "      - product: icd-10-cm|      - product: a%n        sub-product: {}|servers.acme.products[0].sub-product is to be one text",
                "      - product: icd-10-cm|      - product: a%n        version: 3|there is no 'servers.acme.products[0].version'; did you mean 'versions'?",
                "      - product: icd-10-cm|      - versions: 0|servers.acme.products[0].versions: The latest are 1 or more, not 0.",
                "      - product: icd-10-cm|      - versions: -1|servers.acme.products[0].versions: '-1' is neither a number nor 'all'.",
                "      - product: icd-10-cm|      - versions: many|servers.acme.products[0].versions: 'many' is neither a number nor 'all'.",
                "      - product: icd-10-cm|      - files:%n          -|servers.acme.products[0].files[0]: it is empty",
                "      - product: icd-10-cm|      - icd-10-cm|servers.acme.products[0] is to be a section",
                "    products:|    extracts:|there is no 'servers.acme.extracts[0].product'",
                "folder: copy|folder: copy%nconnections: 0|connections: Connections are 1 to 256, not 0.",
                "folder: copy|folder: copy%nconnections: many|connections is to be a whole number",
                "folder: copy|folder: copy%nconnections: 1.5|connections is to be a whole number",
                "folder: copy|folder: copy%nconnections: 99999999999|line 2: ",
                "folder: copy|folder: copy%nlimit-rate: fast|limit-rate: 'fast' is not a number of bytes a second, such as 10M or 500k.",
                "folder: copy|folder: copy%nreports: 0|reports: it is 1 or more, not 0.",
                "folder: copy|folder: copy%nevery: 15|every: '15' is not a time such as 30s, 15m, 1h or 1d.",
                "folder: copy|folder: copy%nevery: 0s|every: '0s' is not a time",
                "folder: copy|folder: copy%nremove: everything|remove: 'everything' is none of retracted, superseded, unlisted, not-chosen.",
                "folder: copy|folder: copy%nremove:%n  -|remove[0]: it is empty",
                "folder: copy|folder: copy%n  : [|line ",
            })
    void whatCannotBeIsSaidWithItsPlaceAndWhatToDo(String there, String instead, String said) {
        var text = LEAST.replace(there, instead == null ? "" : instead.replace("%n", "\n"));
        assertThat(text).isNotEqualTo(LEAST);
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining(home.resolve("sync.yaml").toString())
                .withMessageContaining(said)
                .satisfies(failure -> assertThat(failure.getMessage())
                        .doesNotContain("org.almoner", "java.lang", "tools.jackson", "`"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "folder: copy\n",
                "folder: copy\nservers: {}\n",
                "folder: copy\nservers:\n  acme:\n",
                "folder: copy\nservers:\n  acme:\n    products: []\n",
                "- folder\n",
                "folder\n",
                "{\n"
            })
    void whatIsNoDocumentOfACopyIsSaidSo(String text) {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining(home.resolve("sync.yaml").toString())
                .satisfies(failure -> assertThat(failure.getMessage())
                        .doesNotContain("org.almoner", "java.lang", "tools.jackson", "`")
                        .endsWith("."));
    }

    @Test
    void twoServersOfOneNameAreSaidToBeSo() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> read(LEAST + "  acme:\n    extracts:\n      population: x\n"))
                .withMessageContaining("acme");
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeSo() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> CopyFile.read(home.resolve("nowhere.yaml")))
                .withMessageContaining(
                        "Cannot read the settings of the copy: there is no " + home.resolve("nowhere.yaml"));
    }
}
