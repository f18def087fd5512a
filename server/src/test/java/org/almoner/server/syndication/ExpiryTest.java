package org.almoner.server.syndication;

import java.util.UUID;

import org.almoner.server.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.almoner.server.RunningServer.expect;
import static org.assertj.core.api.Assertions.assertThat;

/** An extract that is kept long enough ends by itself, and its organization is told so. */
class ExpiryTest {

    @ParameterizedTest
    @EnumSource
    void whatIsTooManyExpiresAndIsTold(TestDatabase database) {
        try (var server = SyndicationServer.start(database, "almoner.syndication.retention.complete=1")) {
            var client = server.http.newClient("acme", "syndication");
            UUID population = server.population("acme", "kept");
            var older = done(server);
            var newer = done(server);

            server.http.bean(ExtractAdmin.class).tidyUp();
            server.http.bean(ExtractAdmin.class).tidyUp();

            var events = expect(200, server.http.get("/events/v1", "Authorization", client.bearer()))
                    .get("events");
            assertThat(events.valueStream()
                            .map(event -> event.get("type").asString() + " "
                                    + event.get("extract_id").longValue()))
                    .containsExactly(
                            "extract.released " + older, "extract.released " + newer, "extract.expired " + older);
            assertThat(events.at("/2/population_id").asString()).isEqualTo(population.toString());
            assertThat(events.at("/2/reason").isNull()).isTrue();
            var audit = expect(
                    200,
                    server.http.get(
                            "/admin/v1/audit?event=extract-expired&object=extract/" + older, server.http.asAdmin()));
            assertThat(audit.get("total").intValue()).isEqualTo(1);
        }
    }

    private static long done(SyndicationServer server) {
        var job = server.run("acme", "kept", "COMPLETE");
        return server.await(job, "done").get("extract_id").longValue();
    }
}
