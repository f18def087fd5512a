package org.almoner.server.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.almoner.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FirstStartTest {

    @TempDir
    Path data;

    @Test
    void makesAnAdministratorOnce() throws IOException {
        String token;
        try (var server = TestServer.startOn(data, "almoner.access.first-organization.mnemonic=house")) {
            assertThat(Files.readString(data.resolve("admin.env"))).matches("""
                            ALMONER_ADMIN_CLIENT_ID=[a-z0-9]{24}
                            ALMONER_ADMIN_CLIENT_SECRET=alm_[A-Za-z0-9_-]{43}
                            """);
            assertThat(permissions("admin.env")).isEqualTo("rw-------");
            assertThat(permissions("master.key")).isEqualTo("rw-------");
            token = server.adminToken();
            assertThat(server.get("/admin/v1/organizations/house", server.asAdmin())
                            .statusCode())
                    .isEqualTo(200);
        }
        var credentials = Files.readString(data.resolve("admin.env"));

        try (var restarted = TestServer.startOn(data)) {
            assertThat(Files.readString(data.resolve("admin.env"))).isEqualTo(credentials);
            var organizations = restarted.get("/admin/v1/organizations", "Authorization", "Bearer " + token);
            assertThat(organizations.statusCode()).isEqualTo(200);
            assertThat(TestServer.json(organizations)).hasSize(1);
            assertThat(restarted.adminToken()).isNotEqualTo(token);
        }
    }

    @Test
    void failsPlainlyWithAnotherMasterKey() {
        TestServer.startOn(data).close();

        assertThatThrownBy(() ->
                        TestServer.startOn(data, "almoner.master-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="))
                .hasStackTraceContaining("Start the server with the master key it was wrapped with");
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file)));
    }
}
