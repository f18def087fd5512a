package org.almoner.dataset.bulk;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BulkManifestTest {

    @TempDir
    Path folder;

    private final FakeTime time = new FakeTime();

    static Stream<Arguments> unusable() {
        var head = "{\"transactionTime\":\"2026-11-20T10:00:00Z\",\"requiresAccessToken\":false,";
        return Stream.of(
                Arguments.of("<html>", "not a JSON object"),
                Arguments.of("[]", "not a JSON object"),
                Arguments.of("{\"requiresAccessToken\":false,\"output\":[]}", "transactionTime"),
                Arguments.of("{\"transactionTime\":\"yesterday\",\"requiresAccessToken\":false}", "transactionTime"),
                Arguments.of("{\"transactionTime\":\"2026-11-20T10:00:00Z\",\"output\":[]}", "requiresAccessToken"),
                Arguments.of(head + "\"output\":{}}", "output is not a list"),
                Arguments.of(head + "\"output\":[{\"type\":\"Patient\"}]}", "no url"),
                Arguments.of(
                        head + "\"output\":[{\"type\":\"../Patient\",\"url\":\"http://a/\"}]}", "no resource type"),
                Arguments.of(
                        head + "\"output\":[{\"type\":\"Patient\",\"url\":\"file:///etc/passwd\"}]}",
                        "'file:' address"),
                Arguments.of(
                        head + "\"output\":[{\"type\":\"Patient\",\"url\":\"http://a/1\"},"
                                + "{\"type\":\"Patient\",\"url\":\"http://a/1\"}]}",
                        "twice"),
                Arguments.of(head + "\"output\":[],\"link\":[{\"relation\":\"next\",\"url\":\"1\"}]}", "no end"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatIsNoManifestIsSaidToBeNone(String text, String reason) {
        try (var server = new FhirServer()) {
            server.always(FhirServer.STATUS, FhirServer.body(200, text));
            assertThatThrownBy(() -> Exports.of(server, time).fetch(folder, BulkListener.NOBODY))
                    .isInstanceOf(BulkExportException.Unfinished.class)
                    .hasMessageContaining(reason);
            assertThat(folder).isDirectoryNotContaining("glob:**.ndjson");
        }
    }

    @Test
    void namesOfAServerAreNoPathsHere() {
        try (var server = new FhirServer()) {
            var output = "{\"type\":\"Patient\",\"url\":\"%s\"}".formatted(server.at("/files/..%2F..%2Fevil.ndjson"));
            server.always(FhirServer.STATUS, FhirServer.manifest(output, "", false))
                    .always("GET /files/../../evil.ndjson", FhirServer.body(200, "{}"));
            var files =
                    Exports.of(server, time).fetch(folder, BulkListener.NOBODY).files();
            assertThat(files.getFirst().name()).isEqualTo("Patient.000001.ndjson");
        }
    }

    @Test
    void allPagesOfAManifestCount() {
        try (var server = new FhirServer()) {
            Set<String> names = new HashSet<>();
            for (int page = 1; page <= 3; page++) {
                var next = page == 3
                        ? ""
                        : ",\"link\":[{\"relation\":\"next\",\"url\":\"%s\"}]"
                                .formatted(server.at("/status/" + (page + 1)));
                server.always("GET /status/" + page, FhirServer.body(200, """
                                {"transactionTime":"2026-11-2%dT10:00:00Z","requiresAccessToken":false,
                                 "output":[{"type":"Patient","url":"%s"}]%s}
                                """.formatted(
                                4 - page, server.at("/files/" + page), next)));
                server.always("GET /files/" + page, FhirServer.body(200, "{\"id\":\"" + page + "\"}"));
                names.add("Patient.00000" + page + ".ndjson");
            }
            server.next("GET /status/2", FhirServer.status(202));
            var fetched = Exports.of(server, time).fetch(folder, BulkListener.NOBODY);
            assertThat(fetched.files())
                    .extracting(FetchedExport.Downloaded::name)
                    .hasSameElementsAs(names);
            assertThat(fetched.transactionTime()).isEqualTo("2026-11-21T10:00:00Z");
        }
    }
}
