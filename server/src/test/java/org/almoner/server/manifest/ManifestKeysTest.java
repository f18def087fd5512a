package org.almoner.server.manifest;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import com.nimbusds.jose.JWSObject;
import org.almoner.server.TestDatabase;
import org.almoner.server.access.Caller;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organization;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Scope;
import org.almoner.server.failure.Damaged;
import org.almoner.server.failure.NotFound;
import org.almoner.server.web.MasterKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ManifestKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static final MasterKey MASTER =
            MasterKey.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", new SecureRandom());
    private static final Organization VENDOR =
            new Organization(new OrganizationId("00000000001aa"), new Mnemonic("vendor"), "Vendor");
    private static final Caller ADMIN = new Caller(VENDOR, "admin", Set.of(Scope.ADMIN));
    private static final Signer SIGNER = new Signer.Publisher(VENDOR.id());
    private static final Signer OPERATOR = new Signer.Operator();
    private static final Subject VERSION = new Subject.Version(UUID.randomUUID());
    private static final byte[] PAYLOAD = "{\"manifest\":1}".getBytes(UTF_8);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final List<ManifestEvent> events = new CopyOnWriteArrayList<>();
    private final ManifestKeys keys;
    private final SignedManifests manifests;

    ManifestKeysTest(TestDatabase database) {
        var dataSource = database.fresh();
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        keys = node(dataSource);
        manifests = new SignedManifests(
                keys, new ManifestRows(jdbc), new JdbcTransactionManager(dataSource), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private ManifestKeys node(DataSource dataSource) {
        return new ManifestKeys(
                new ManifestKeyRows(jdbc, MASTER),
                new ManifestRows(jdbc),
                new JdbcTransactionManager(dataSource),
                event -> events.add((ManifestEvent) event),
                new SecureRandom(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void theFirstIsMadeOnceHoweverManyAskAtOnce() {
        var asking = new ArrayList<CompletableFuture<List<ManifestKey>>>();
        for (int i = 0; i < 8; i++) {
            asking.add(CompletableFuture.supplyAsync(() -> keys.all(SIGNER), Thread::startVirtualThread));
        }

        var ids = asking.stream()
                .map(all -> all.join().stream().map(ManifestKey::id).toList())
                .distinct()
                .toList();
        assertThat(ids).singleElement().satisfies(one -> assertThat(one).hasSize(1));
    }

    @Test
    void eachSignerHasItsOwn() {
        assertThat(keys.all(SIGNER).getFirst().id())
                .isNotEqualTo(keys.all(OPERATOR).getFirst().id());
        assertThat(keys.all(SIGNER).getFirst().endorsement()).isNull();
        assertThat(events).extracting(ManifestEvent::organization).containsOnlyNulls();
    }

    @Test
    void theKeyBeforeSpeaksForTheNewOne() throws Exception {
        var first = keys.all(SIGNER).getFirst();
        var second = keys.rotate(ADMIN, SIGNER);
        var third = keys.rotate(ADMIN, SIGNER);

        assertThat(keys.valid(SIGNER)).extracting(ManifestKey::id).containsExactly(first.id(), second.id(), third.id());
        var endorsement = JWSObject.parse(String.valueOf(third.endorsement()));
        assertThat(endorsement.getHeader().getKeyID()).isEqualTo(second.id());
        assertThat(endorsement.getHeader().getType().getType()).isEqualTo("almoner-key-endorsement+jws");
        assertThat(endorsement.getPayload().toString())
                .isEqualTo("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\""
                        + third.pair().x() + "\"}");
        assertThat(events.getLast()).isEqualTo(new ManifestEvent.KeyMade("00000000001aa", "admin", SIGNER, third.id()));
    }

    @Test
    void theNewestSigns() throws Exception {
        keys.all(SIGNER);
        var second = keys.rotate(ADMIN, SIGNER);

        sign(VERSION);

        var jws = JWSObject.parse(found(VERSION));
        assertThat(jws.getHeader().getKeyID()).isEqualTo(second.id());
        assertThat(jws.getPayload().toBytes()).isEqualTo(PAYLOAD);
    }

    @Test
    void nothingIsSignedForAPublicationThatIsRolledBack() {
        transaction.executeWithoutResult(status -> {
            manifests.sign(SIGNER, VERSION, PAYLOAD);
            status.setRollbackOnly();
        });

        assertThat(count("manifest")).isZero();
    }

    @Test
    void whatWasPublishedBeforeAnyKeyIsSignedOnceWhenItIsAskedFor() throws Exception {
        var first = manifests.find(SIGNER, VERSION, NOW.minusSeconds(1), () -> PAYLOAD);
        var second = manifests.find(SIGNER, VERSION, NOW.minusSeconds(1), () -> "{}".getBytes(UTF_8));

        assertThat(JWSObject.parse(first).getPayload().toBytes()).isEqualTo(PAYLOAD);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void whatShouldHaveAManifestIsNotSignedAgain() {
        sign(VERSION);
        jdbc.sql("delete from manifest").update();

        assertThatThrownBy(() -> manifests.find(SIGNER, VERSION, NOW, () -> "{}".getBytes(UTF_8)))
                .isInstanceOf(Damaged.class)
                .hasMessageContaining("tell the operator");
        assertThat(count("manifest")).isZero();
    }

    @Test
    void aKeyThatHasLeakedIsReplacedByOneForWhichNoneSpeaks() throws Exception {
        var first = keys.all(SIGNER).getFirst();
        sign(VERSION);
        var old = found(VERSION);
        var leaked = keys.rotate(ADMIN, SIGNER);
        var theirs = new Subject.Version(UUID.randomUUID());
        sign(theirs);

        var done = keys.withdraw(ADMIN, SIGNER, leaked.id());

        assertThat(done.signedAnew()).isEqualTo(1);
        assertThat(done.leftAlone()).isZero();
        assertThat(keys.valid(SIGNER))
                .extracting(ManifestKey::id)
                .containsExactly(first.id(), done.signing().id());
        assertThat(keys.valid(SIGNER).getLast().endorsement()).isNull();
        assertThat(found(VERSION)).isEqualTo(old);
        var anew = JWSObject.parse(found(theirs));
        assertThat(anew.getHeader().getKeyID()).isEqualTo(done.signing().id());
        assertThat(anew.getPayload().toBytes()).isEqualTo(PAYLOAD);
        assertThat(events.getLast())
                .isEqualTo(new ManifestEvent.KeyWithdrawn("00000000001aa", "admin", SIGNER, leaked.id(), 1, 0));
    }

    @Test
    void anOlderKeyThatHasLeakedSpeaksForNoneAnyMore() {
        var leaked = keys.all(SIGNER).getFirst();
        sign(VERSION);
        var second = keys.rotate(ADMIN, SIGNER);

        var done = keys.withdraw(ADMIN, SIGNER, leaked.id());

        assertThat(done.signing().id()).isEqualTo(second.id());
        assertThat(keys.valid(SIGNER)).singleElement().satisfies(key -> {
            assertThat(key.id()).isEqualTo(second.id());
            assertThat(key.endorsement()).isNull();
        });
        assertThat(found(VERSION)).startsWith(second.manifest(PAYLOAD).substring(0, 100));
    }

    @Test
    void whatWasAlteredIsNotSignedAgain() {
        var leaked = keys.all(SIGNER).getFirst();
        sign(VERSION);
        var forged = found(VERSION)
                .replaceFirst("\\..*\\.", "." + Ed25519.BASE64.encodeToString("{}".getBytes(UTF_8)) + ".");
        jdbc.sql("update manifest set jws = :jws").param("jws", forged).update();

        var done = keys.withdraw(ADMIN, SIGNER, leaked.id());

        assertThat(done.signedAnew()).isZero();
        assertThat(done.leftAlone()).isEqualTo(1);
        assertThat(found(VERSION)).isEqualTo(forged);
    }

    @Test
    void onlyTheSignersOwnKeysCanBeWithdrawnAndEachOnce() {
        var operators = keys.all(OPERATOR).getFirst();
        var own = keys.all(SIGNER).getFirst();

        assertThatThrownBy(() -> keys.withdraw(ADMIN, SIGNER, operators.id())).isInstanceOf(NotFound.class);
        keys.withdraw(ADMIN, SIGNER, own.id());
        assertThatThrownBy(() -> keys.withdraw(ADMIN, SIGNER, own.id())).isInstanceOf(NotFound.class);
        assertThat(keys.valid(OPERATOR)).hasSize(1);
    }

    @Test
    void aCopyOfTheDatabaseSignsNothing() {
        var wrapped = jdbc.sql("select wrapped from manifest_key where signer = '" + made().id() + "'")
                .query(String.class)
                .single();
        var other = MasterKey.of("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", new SecureRandom());

        assertThatThrownBy(() -> new ManifestKeyRows(jdbc, other).of(SIGNER)).isInstanceOf(IllegalStateException.class);
        assertThat(wrapped).doesNotContain(keys.all(SIGNER).getFirst().pair().x());
    }

    @Test
    void aKeyCannotBePassedOffAsAnothersOrAsAnOlderOne() {
        made();
        jdbc.sql("update manifest_key set created_at = :later")
                .param("later", NOW.plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .update();
        assertThatThrownBy(() -> keys.all(SIGNER)).isInstanceOf(IllegalStateException.class);

        jdbc.sql("update manifest_key set created_at = :now, signer = 'operator'")
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .update();
        assertThatThrownBy(() -> keys.all(OPERATOR)).isInstanceOf(IllegalStateException.class);
    }

    private Signer made() {
        keys.all(SIGNER);
        return SIGNER;
    }

    private void sign(Subject subject) {
        transaction.executeWithoutResult(_ -> manifests.sign(SIGNER, subject, PAYLOAD));
    }

    private String found(Subject subject) {
        return manifests.find(SIGNER, subject, NOW, () -> new byte[0]);
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }
}
