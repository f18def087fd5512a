package org.almoner.dataset.bulk;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BulkPollingTest {

    @TempDir
    Path folder;

    private final FakeTime time = new FakeTime();
    private final FhirServer server = new FhirServer();

    @BeforeEach
    void oneFile() {
        server.always(FhirServer.STATUS, server.onePatientFile()).always("GET /files/p", FhirServer.body(200, "{}\n"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private FetchedExport fetch() {
        return Exports.of(server, time).fetch(folder, BulkListener.NOBODY);
    }

    @Test
    void aServerThatNeverGetsReadyIsNotWaitedForForever() {
        server.always(FhirServer.STATUS, FhirServer.status(202));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(BulkExportException.Unfinished.class)
                .hasMessageContainingAll("PT24H", "/status/1");
        assertThat(time.slept()).isEqualTo(Exports.LIMITS.longestWait());
        server.always(FhirServer.STATUS, server.onePatientFile());
        assertThat(fetch().files()).hasSize(1);
        assertThat(server.count(FhirServer.KICK_OFF)).isEqualTo(1);
    }

    @Test
    void retryAfterInSecondsIsObeyed() {
        server.next(FhirServer.STATUS, FhirServer.status(202, "Retry-After", "600"));
        fetch();
        assertThat(time.slept()).isBetween(Duration.ofSeconds(600), Duration.ofSeconds(602));
    }

    @Test
    void retryAfterAsADateIsObeyed() {
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                FakeTime.START.plusSeconds(600).atOffset(ZoneOffset.UTC));
        server.next(FhirServer.STATUS, FhirServer.status(429, "Retry-After", date));
        fetch();
        assertThat(time.slept()).isBetween(Duration.ofSeconds(600), Duration.ofSeconds(602));
    }

    @Test
    void retryAfterOfARefusedKickOffIsObeyed() {
        server.next(FhirServer.KICK_OFF, FhirServer.status(429, "Retry-After", "600"));
        fetch();
        assertThat(time.slept()).isBetween(Duration.ofSeconds(600), Duration.ofSeconds(602));
        assertThat(server.count(FhirServer.KICK_OFF)).isEqualTo(2);
    }

    @Test
    void nobodyWaitsAYear() {
        server.next(
                FhirServer.STATUS,
                FhirServer.status(202, "Retry-After", "31536000"),
                FhirServer.status(503, "Retry-After", "9999999999"),
                FhirServer.status(202, "Retry-After", "soon"));
        fetch();
        assertThat(time.slept())
                .isBetween(Duration.ofHours(2), Duration.ofHours(2).plusSeconds(5));
    }

    @Test
    void burstsOfRefusalsPass() {
        server.next(FhirServer.KICK_OFF, FhirServer.status(429, "Retry-After", "5"), FhirServer.status(503))
                .next(
                        FhirServer.STATUS,
                        FhirServer.status(429),
                        FhirServer.status(503),
                        FhirServer.silence(),
                        FhirServer.body(500, BulkExportTest.outcome("transient", "busy")),
                        FhirServer.status(202),
                        FhirServer.status(429))
                .next("GET /files/p", FhirServer.status(503), FhirServer.status(429), FhirServer.silence());
        assertThat(fetch().files()).hasSize(1);
    }

    @Test
    void refusalsWithoutEndAreGivenUp() {
        server.always(FhirServer.KICK_OFF, FhirServer.status(503));
        assertThatThrownBy(this::fetch).isInstanceOf(BulkExportException.Failed.class);
        assertThat(server.count(FhirServer.KICK_OFF)).isEqualTo(4);
    }

    @Test
    void aLostAnswerDoesNotStartASecondExport() {
        // The first answer leaves a connection open that a client might send the second request on, and repeat it.
        server.next(FhirServer.KICK_OFF, FhirServer.status(503), FhirServer.silence());
        assertThatThrownBy(this::fetch)
                .isInstanceOf(BulkExportException.Unanswered.class)
                .hasMessageContaining("lost");
        for (int again = 0; again < 3; again++) {
            assertThatThrownBy(this::fetch)
                    .isInstanceOf(BulkExportException.Unanswered.class)
                    .hasMessageContaining("never received");
        }
        assertThat(server.count(FhirServer.KICK_OFF)).isEqualTo(2);
        Exports.of(server, time).abandon(folder);
        assertThat(fetch().files()).hasSize(1);
        assertThat(server.count(FhirServer.KICK_OFF)).isEqualTo(3);
    }

    @Test
    void anExportThatFailedIsForgotten() {
        server.next(FhirServer.STATUS, FhirServer.body(500, BulkExportTest.outcome("processing", "out of room")));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(BulkExportException.Failed.class)
                .hasMessageContaining("out of room");
        fetch();
        assertThat(server.count(FhirServer.KICK_OFF)).isEqualTo(2);
    }

    @Test
    void aServerThatForgotTheExportIsAskedForAnother() {
        server.next(FhirServer.STATUS, FhirServer.status(404));
        assertThatThrownBy(this::fetch).isInstanceOf(BulkExportException.Failed.class);
        assertThat(fetch().files()).hasSize(1);
    }

    @Test
    void anAcceptedExportWithoutAddressIsNotAskedForAgain() {
        server.always(FhirServer.KICK_OFF, FhirServer.status(202));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(BulkExportException.Unanswered.class)
                .hasMessageContaining("Content-Location");
        assertThatThrownBy(this::fetch).isInstanceOf(BulkExportException.Unanswered.class);
        assertThat(server.count(FhirServer.KICK_OFF)).isEqualTo(1);
    }
}
