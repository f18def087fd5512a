package org.almoner.dataset.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

class BulkBreaksPropertiesTest {

    private static final byte[] PATIENTS = Exports.patientLines(30).getBytes(StandardCharsets.UTF_8);

    /** Wherever connections break, the same bytes arrive; and none of them twice. */
    @Property(tries = 40)
    void breaksDoNotChangeAFile(@ForAll @Size(max = 12) List<@IntRange(min = 1, max = 2000) Integer> breaks)
            throws IOException {
        var folder = Files.createTempDirectory("breaks");
        try (var server = new FhirServer()) {
            server.always(FhirServer.STATUS, server.onePatientFile())
                    .always("GET /files/p", new FileReply(PATIENTS, "\"v\"", new ArrayDeque<>(breaks)));
            Exports.of(server, new FakeTime()).fetch(folder, BulkListener.NOBODY);
            var file = folder.resolve("Patient.000001.ndjson");
            assertThat(file).hasBinaryContent(PATIENTS);
        } finally {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
