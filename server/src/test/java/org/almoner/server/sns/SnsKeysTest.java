package org.almoner.server.sns;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.almoner.server.TestDatabase;
import org.almoner.server.access.Caller;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organization;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Scope;
import org.almoner.server.failure.NotFound;
import org.almoner.server.web.BaseUrl;
import org.almoner.server.web.MasterKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.env.MockEnvironment;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SnsKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static final MasterKey MASTER =
            MasterKey.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", new SecureRandom());
    private static final Caller ADMIN = new Caller(
            new Organization(new OrganizationId("00000000001aa"), new Mnemonic("almoner"), "Almoner"),
            "admin",
            Set.of(Scope.ADMIN));

    private final DataSource database;
    private final JdbcClient jdbc;
    private final SnsKeyRows rows;
    private final List<SnsEvent> events = new CopyOnWriteArrayList<>();
    private final SnsKeys keys;

    SnsKeysTest(TestDatabase kind) {
        database = kind.fresh();
        jdbc = JdbcClient.create(database);
        rows = new SnsKeyRows(jdbc, MASTER);
        keys = node(NOW);
    }

    private SnsKeys node(Instant now) {
        return node(now, Duration.ofDays(365));
    }

    private SnsKeys node(Instant now, Duration rotation) {
        var settings = new SnsSettings("eu-central-1", "000000000000", "aws", null, List.of("x.example"), rotation);
        return new SnsKeys(
                rows,
                settings,
                new SnsAddresses(settings, new BaseUrl("https://files.example.org/almoner/"), new MockEnvironment()),
                new JdbcTransactionManager(database),
                event -> events.add((SnsEvent) event),
                new SecureRandom(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void theFirstIsMadeOnceHoweverManyNodesStartAtOnce() {
        var asking = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 4; i++) {
            var node = node(NOW);
            asking.add(CompletableFuture.supplyAsync(() -> node.signing().id(), Thread::startVirtualThread));
        }

        assertThat(asking.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(rows.all()).hasSize(1);
        assertThat(events).hasSize(1);
    }

    @Test
    void theCertificateIsForSnsAndForUsAndNamedByItsHash() throws Exception {
        var key = keys.signing();
        var pem = rows.certificate(key.id()).orElseThrow();

        assertThat(pem)
                .startsWith("-----BEGIN CERTIFICATE-----\n")
                .endsWith("\n-----END CERTIFICATE-----\n")
                .doesNotContain("\r")
                .containsOnlyOnce("BEGIN");
        var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
        certificate.checkValidity(Date.from(NOW));
        certificate.checkValidity(Date.from(NOW.plus(SnsSettings.LONGEST_ROTATION)));
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))))
                .containsExactly(
                        "sns.amazonaws.com",
                        "sns.eu-central-1.amazonaws.com",
                        "sns-signing.eu-central-1.amazonaws.com",
                        "files.example.org",
                        "x.example");
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())))
                .startsWith(key.id());
    }

    @Test
    void aRotationKeepsTheCertificateAndDeletesTheKey() {
        var first = keys.signing();
        var elsewhere = node(NOW);
        assertThat(elsewhere.signing().id()).isEqualTo(first.id());

        var second = keys.rotate(ADMIN);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(elsewhere.signing().id()).isEqualTo(second.id());
        assertThat(rows.certificate(first.id())).contains(first.certificate());
        assertThat(jdbc.sql("select wrapped from sns_key where generation = 1")
                        .query((row, _) -> String.valueOf(row.getString(1)))
                        .single())
                .isEqualTo("null");
        assertThat(events.getLast()).isEqualTo(new SnsEvent.KeyMade("00000000001aa", "admin", second.id()));
    }

    @Test
    void whatLeakedIsWithdrawnAndReplaced() {
        var leaked = keys.signing();

        var next = keys.withdraw(ADMIN, leaked.id());

        assertThat(next.id()).isNotEqualTo(leaked.id());
        assertThat(rows.certificate(leaked.id())).isEmpty();
        assertThat(events.getLast()).isEqualTo(new SnsEvent.KeyWithdrawn("00000000001aa", "admin", leaked.id()));
        assertThatThrownBy(() -> keys.withdraw(ADMIN, leaked.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void aKeyThatIsNotToRotateByItselfSignsForEver() {
        var first = keys.signing();
        node(NOW.plus(Duration.ofDays(36_500)), Duration.ZERO).rotateIfDue();
        assertThat(keys.signing().id()).isEqualTo(first.id());
    }

    @Test
    void aKeyRotatesByItselfWhenItsTimeIsOver() {
        var first = keys.signing();
        node(NOW.plus(Duration.ofDays(364))).rotateIfDue();
        assertThat(keys.signing().id()).isEqualTo(first.id());

        node(NOW.plus(Duration.ofDays(365))).rotateIfDue();
        assertThat(keys.signing().id()).isNotEqualTo(first.id());
    }

    @Test
    void theSecretIsNotInTheDatabase() {
        var key = keys.signing();
        var kept = jdbc.sql("select wrapped from sns_key").query(String.class).single();

        assertThat(kept)
                .doesNotContain(Base64.getEncoder()
                        .encodeToString(key.secret().getEncoded())
                        .substring(40, 80));
        assertThat(key.toString()).doesNotContain("RSA");
    }
}
