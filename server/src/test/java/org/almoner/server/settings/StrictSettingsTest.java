package org.almoner.server.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.DeferredLogs;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@ExtendWith(OutputCaptureExtension.class)
class StrictSettingsTest {

    /** An application without any part of ours: settings are checked before there is one. */
    static final class Nothing {}

    @Test
    void aTypoOnTheCommandLineStopsTheStartAndIsExplained(CapturedOutput output) {
        var failure = catchThrowableOfType(
                UnknownSettings.class, () -> run("--almoner.trusted-proxys=10.0.0.0/8", "--almoner.data=/tmp"));

        assertThat(failure.complaints())
                .singleElement()
                .asString()
                .startsWith("almoner.trusted-proxys")
                .endsWith("did you mean almoner.trusted-proxies?");
        assertThat(output).contains("APPLICATION FAILED TO START", "did you mean almoner.trusted-proxies?");
    }

    @Test
    void aTypoInAFileIsFoundWithItsPlace(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("application.yaml"), """
                almoner:
                  tls:
                    certificat: a.pem
                  something-else-entirely: 1
                """);

        var failure = catchThrowableOfType(
                UnknownSettings.class, () -> run("--spring.config.additional-location=" + file.toUri()));

        assertThat(failure.complaints())
                .satisfiesExactlyInAnyOrder(
                        complaint -> assertThat(complaint)
                                .startsWith("almoner.tls.certificat ")
                                .contains("application.yaml", "3:")
                                .endsWith("did you mean almoner.tls.certificate?"),
                        complaint -> assertThat(complaint)
                                .startsWith("almoner.something-else-entirely")
                                .doesNotContain("did you mean"));
    }

    @Test
    void everySpellingThatSpringReadsIsKnown() {
        assertThatCode(() -> run(
                        "--almoner.trustedProxies=10.0.0.0/8",
                        "--almoner.trusted-proxies[1]=192.0.2.0/24",
                        "--ALMONER.TLS.PRIVATE_KEY_PASSWORD=x"))
                .doesNotThrowAnyException();
    }

    @Test
    void anUnknownVariableIsOnlyWarnedOf(CapturedOutput output) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(
                                        "ALMONER_TRUSTED_PROXYS", "10.0.0.0/8",
                                        "ALMONER_TRUSTED_PROXIES_0", "10.0.0.0/8",
                                        "ALMONER_TLS_PRIVATEKEY", "a.pem",
                                        "ALMONER_URL", "http://localhost:8080")));
        var logs = new DeferredLogs();

        new StrictSettings(logs).postProcessEnvironment(environment, new SpringApplication(Nothing.class));
        logs.switchOverAll();

        assertThat(output.getAll().lines().filter(line -> line.contains("The environment sets")))
                .singleElement()
                .asString()
                .contains("ALMONER_TRUSTED_PROXYS");
    }

    private static void run(String... arguments) {
        var application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(arguments).close();
    }
}
