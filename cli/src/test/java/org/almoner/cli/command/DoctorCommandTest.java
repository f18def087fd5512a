package org.almoner.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.almoner.cli.Shell;
import org.almoner.client.golden.BareExtract;
import org.almoner.client.golden.BareServer;
import org.almoner.client.golden.Golden;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DoctorCommandTest {

    @TempDir
    private Path home;

    private BareServer server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new BareServer(InstantSource.system());
        server.version("loinc-3", "core-4", "2-77-5").put("loinc.csv", Golden.bytes(1_000, 1));
        server.extracts().add(new BareExtract(1, "COMPLETE", Golden.bytes(1_000, 2)));
        shell = new Shell(home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String settings(String url) throws IOException {
        return Files.writeString(home.resolve("sync.yaml"), """
                        folder: copy
                        servers:
                          acme:
                            url: %s
                            client-id: hospital
                            client-secret: s3cret
                            products:
                              - versions: all
                        """.formatted(url)).toString();
    }

    /** How each thing was found, by its name. */
    private Map<String, String> states(Shell.Result result) {
        var states = new HashMap<String, String>();
        result.json()
                .forEach(each -> states.put(
                        each.get("subject").stringValue().replace("acme: ", ""),
                        each.get("state").stringValue().toLowerCase(Locale.ROOT)));
        return states;
    }

    @Test
    void whereAllIsWellAllIsSaidToBe() throws IOException {
        var result = shell.run("doctor", settings(server.address().toString()));

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.out())
                .contains("acme: address", "acme: connection", "acme: clock", "acme: token", "acme: products")
                .contains("acme: links: a file can be fetched from localhost", "acme: extracts: 1 to fetch")
                .contains("'almoner sync --follow' asks now and then")
                .doesNotContain("FAILED");
        assertThat(home.resolve("copy")).doesNotExist();
    }

    @Test
    void theServerThatCommandsTalkToIsLookedAtWithoutSettings() {
        shell.set("ALMONER_URL", server.address().toString())
                .set("ALMONER_CLIENT_ID", "hospital")
                .set("ALMONER_CLIENT_SECRET", "s3cret");

        assertThat(states(shell.run("doctor", "--json")).keySet()).contains("almoner: token", "folder");
    }

    @Test
    void nothingThatListensIsSaidSo() throws IOException {
        server.close();

        var result = shell.run("doctor", settings(server.address().toString()), "--json");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(states(result)).containsEntry("connection", "failed").doesNotContainKey("token");
        assertThat(result.out()).contains("firewall");
    }

    @Test
    void aNameWithoutAnAddressIsSaidSo() throws IOException {
        var result = shell.run("doctor", settings("http://almoner.invalid"), "--json");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(states(result)).containsEntry("address", "failed").doesNotContainKey("connection");
    }

    @Test
    void credentialsThatAreNotAcceptedAreSaidSo() throws IOException {
        server.instead("/oauth/token", exchange -> BareServer.json(exchange, 401, Map.of("error", "invalid_client")));

        var result = shell.run("doctor", settings(server.address().toString()), "--json");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(states(result)).containsEntry("token", "failed").doesNotContainKey("products");
        assertThat(result.out()).contains("Check the client id and its secret");
    }

    @ParameterizedTest
    @CsvSource({"600,failed", "-600,failed", "60,warning", "0,ok"})
    void aClockThatIsOffIsSaidSo(int seconds, String state) throws IOException {
        // The other server says the right time, whatever it is told.
        try (var listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(listening, seconds));

            var result = shell.run("doctor", settings("http://localhost:" + listening.getLocalPort()), "--json");

            assertThat(states(result)).containsEntry("clock", state);
            assertThat(result.exitCode()).isEqualTo(1);
        }
    }

    private static void answer(ServerSocket listening, int seconds) {
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(seconds).atOffset(ZoneOffset.UTC));
        var answer = "HTTP/1.1 404 Not Found\r\nDate: " + date + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        while (true) {
            try (var socket = listening.accept()) {
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                for (var line = in.readLine(); line != null && !line.isEmpty(); ) {
                    line = in.readLine();
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                if (listening.isClosed()) {
                    return;
                }
            }
        }
    }

    @Test
    void linksThatLeadNowhereAreSaidSo() throws IOException {
        server.instead("/bytes/.*", exchange -> exchange.sendResponseHeaders(403, -1));

        var result = shell.run("doctor", settings(server.address().toString()), "--json");

        assertThat(states(result)).containsEntry("links", "failed");
        assertThat(result.out()).contains("answers 403 to a link that is just a moment old");
    }

    @Test
    void whatAClientMayNotSeeIsSaidSo() throws IOException {
        server.instead("/(api|download)/.*", exchange -> exchange.sendResponseHeaders(403, -1));

        var result = shell.run("doctor", settings(server.address().toString()), "--json");

        assertThat(states(result)).containsEntry("products", "warning").containsEntry("extracts", "ok");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aServerThatFailsIsSaidSo() throws IOException {
        server.instead("/download/.*", exchange -> exchange.sendResponseHeaders(500, -1));
        server.instead("/api/.*", exchange -> BareServer.answer(exchange, 200, "text/html", new byte[] {'<'}));

        assertThat(states(shell.run("doctor", settings(server.address().toString()), "--json")))
                .containsEntry("products", "failed")
                .containsEntry("extracts", "failed")
                .containsEntry("events", "ok")
                .containsEntry("folder", "ok");
    }

    @Test
    void anEntitlementThatIsMissingIsSaidSo() throws IOException {
        server.versions().clear();

        var result = shell.run("doctor", settings(server.address().toString()));

        assertThat(result.out()).contains("ask the operator for an entitlement");
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidSo() throws IOException {
        Files.writeString(home.resolve("copy"), "a file");
        var settings = settings(server.address().toString());
        Files.writeString(
                Path.of(settings), Files.readString(Path.of(settings)).replace("folder: copy", "folder: /proc/copy"));

        var result = shell.run("doctor", settings, "--json");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(states(result)).containsEntry("folder", "failed");
    }
}
