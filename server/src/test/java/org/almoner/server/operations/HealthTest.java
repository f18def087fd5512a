package org.almoner.server.operations;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;

import org.almoner.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HealthTest {

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnTheMainPort {

        private TestServer server;

        @BeforeAll
        void start() {
            server = TestServer.start();
        }

        @AfterAll
        void stop() {
            server.close();
        }

        @ParameterizedTest
        @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
        void anybodyMayAskForHealthAndLearnsNoMore(String path) {
            var answer = server.get(path);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(TestServer.json(answer).get("status").stringValue()).isEqualTo("UP");
            assertThat(answer.body())
                    .doesNotContain("components", "details", server.data().toString());
        }

        @ParameterizedTest
        @ValueSource(strings = {"/actuator/prometheus", "/actuator/info", "/actuator"})
        void theRestIsForAdministrators(String path) {
            var stranger = server.newClient("acme", "download", "publish");

            assertThat(server.get(path).statusCode()).isEqualTo(401);
            assertThat(server.get(path, "Authorization", stranger.bearer()).statusCode())
                    .isEqualTo(403);
            assertThat(server.get(path, server.asAdmin()).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"env", "beans", "heapdump", "loggers", "shutdown", "configprops", "mappings"})
        void whatCouldHarmIsNotThereAtAll(String endpoint) {
            assertThat(server.get("/actuator/" + endpoint, server.asAdmin()).statusCode())
                    .isEqualTo(404);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnAPortOfItsOwn {

        private TestServer server;
        private String management;

        @BeforeAll
        void start() throws IOException {
            var port = freePort();
            management = "http://127.0.0.1:" + port;
            server = TestServer.start("almoner.management.port=" + port);
        }

        @AfterAll
        void stop() {
            server.close();
        }

        @Test
        void healthIsToldInDetailAndMetricsWithoutAToken() {
            var health = TestServer.json(server.get(management + "/actuator/health/readiness"));

            assertThat(health.at("/components/db/status").stringValue()).isEqualTo("UP");
            assertThat(health.at("/components/dataFolder/details/usable_bytes").longValue())
                    .isPositive();
            assertThat(server.get(management + "/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
        }

        @Test
        void theMainPortHasNothingOfIt() {
            assertThat(server.get("/actuator/health", server.asAdmin()).statusCode())
                    .isEqualTo(404);
            assertThat(server.get("/actuator/prometheus", server.asAdmin()).statusCode())
                    .isEqualTo(404);
        }

        @Test
        void itHasNothingOfTheMainPort() {
            var answer = server.get(management + "/download/v1/products", server.asAdmin());

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }

        private static int freePort() throws IOException {
            try (var socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }
    }

    @Test
    void aDataFolderThatCannotBeWrittenToTakesTheServerOutOfService() throws Exception {
        try (var server = TestServer.start("spring.datasource.url=jdbc:h2:mem:health")) {
            var data = server.data();
            var aside = data.resolveSibling(data.getFileName() + "-aside");
            Files.move(data, aside);
            try {
                assertThat(server.get("/actuator/health/readiness").statusCode())
                        .isEqualTo(503);
                assertThat(server.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            } finally {
                Files.move(aside, data);
            }
        }
    }
}
