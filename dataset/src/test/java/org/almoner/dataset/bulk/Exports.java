package org.almoner.dataset.bulk;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.almoner.dataset.disk.Disk;

/** Exports as tests want them: quick, from a server of their own. */
final class Exports {

    static final BulkLimits LIMITS = new BulkLimits(
            Duration.ofSeconds(20),
            4,
            Duration.ofSeconds(2),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofDays(1),
            2);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Exports() {}

    static BulkRequest patients(FhirServer server) {
        return new BulkRequest(server.base(), new BulkRequest.Level.Patients(), Set.of("Patient", "Observation"));
    }

    static BulkWorld world(FakeTime time, Sleeper sleeper, Disk disk) {
        return new BulkWorld(CLIENT, time, sleeper, new Random(7), disk);
    }

    static BulkExport of(FhirServer server, FakeTime time) {
        return of(server, time, new Authentication.None());
    }

    static BulkExport of(FhirServer server, FakeTime time, Authentication authentication) {
        return new BulkExport(patients(server), authentication, LIMITS, false, world(time, time, Disk.local()));
    }

    /** Goes on for so many steps, and is cancelled then. */
    static BulkListener cancelAfter(int questions) {
        return endAfter(questions, BulkListener.Demand.GIVE_UP);
    }

    static BulkListener endAfter(int questions, BulkListener.Demand demand) {
        var left = new AtomicInteger(questions);
        return new BulkListener() {
            @Override
            public void progress(Progress progress) {}

            @Override
            public Demand demand() {
                return left.decrementAndGet() < 0 ? demand : Demand.GO_ON;
            }
        };
    }

    static String patientLines(int count) {
        var lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"resourceType\":\"Patient\",\"id\":\"").append(i).append("\"}\n");
        }
        return lines.toString();
    }
}
