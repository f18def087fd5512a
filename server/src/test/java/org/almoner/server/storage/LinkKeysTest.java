package org.almoner.server.storage;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import org.almoner.server.TestDatabase;
import org.almoner.server.storage.Links.LinkRequest;
import org.almoner.server.storage.SignedLinks.Redemption;
import org.almoner.server.web.MasterKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class LinkKeysTest {

    private static final LinkSettings SETTINGS = new LinkSettings(Duration.ofMinutes(5), true, Duration.ofDays(30));

    private final TestClock clock = new TestClock("2026-11-21T10:00:00Z");
    private final SecureRandom random = new SecureRandom();
    private final MasterKey masterKey = MasterKey.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", random);
    private final DataSource database;
    private final SignedLinks here;
    private final SignedLinks there;

    LinkKeysTest(TestDatabase database) {
        this.database = database.fresh();
        here = node();
        there = node();
    }

    @Test
    void everyNodeHonoursTheLinksOfTheOthers() {
        assertThat(isHonoured(there, issue(here))).isTrue();
        assertThat(isHonoured(here, issue(there))).isTrue();
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void linksSurviveARestart() {
        var link = issue(here);

        assertThat(isHonoured(node(), link)).isTrue();
    }

    @Test
    void aNewKeyTakesOverWhileTheOldOneIsStillHonoured() {
        issue(here);
        clock.advance(Duration.ofDays(30).minusMinutes(1));
        var last = issue(here);
        clock.advance(Duration.ofMinutes(2));
        var first = issue(there);

        assertThat(keyOf(first)).isNotEqualTo(keyOf(last));
        assertThat(isHonoured(here, last)).isTrue();
        assertThat(isHonoured(here, first)).isTrue();
        assertThat(isHonoured(there, last)).isTrue();
        assertThat(keyOf(issue(here))).isEqualTo(keyOf(first));
    }

    @Test
    void keysAreForgottenWhenNoLinkOfTheirsCanBeAlive() {
        issue(here);
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofDays(31));
            issue(here);
        }

        assertThat(keys()).isEqualTo(2);
    }

    @Test
    void strangersCannotMakeTheServerAskTheDatabaseEachTime() {
        var link = issue(here);
        JdbcClient.create(database).sql("drop table link_key").update();

        // Would fail if it asked.
        assertThat(isHonoured(here, link.replace("key=", "key=0"))).isFalse();
    }

    @Test
    void theDatabaseAloneSignsNothing() {
        issue(here);

        var stolen = new LinkKeys(
                JdbcClient.create(database),
                MasterKey.of("BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=", random),
                random,
                clock,
                SETTINGS);

        assertThatThrownBy(stolen::current).isInstanceOf(IllegalStateException.class);
    }

    private SignedLinks node() {
        var keys = new LinkKeys(JdbcClient.create(database), masterKey, random, clock, SETTINGS);
        return new SignedLinks(keys, SETTINGS, clock, () -> "http://localhost");
    }

    private String issue(SignedLinks node) {
        return node.issue(new LinkRequest(
                        new ObjectKey("0123456789abcdef0123456789abcdef"),
                        List.of("product-1", "file.zip"),
                        "file.zip",
                        "application/zip",
                        "00393482300wD",
                        "client-1"))
                .address()
                .toString();
    }

    private static boolean isHonoured(SignedLinks node, String link) {
        var path = link.substring(link.indexOf("/files/") + "/files/".length(), link.indexOf('?'));
        return node.redeem(path, link.substring(link.indexOf('?') + 1)) instanceof Redemption.Granted;
    }

    private static String keyOf(String link) {
        return link.replaceFirst(".*&key=([0-9a-f]+)&.*", "$1");
    }

    private int keys() {
        return JdbcClient.create(database)
                .sql("select count(*) from link_key")
                .query(Integer.class)
                .single();
    }
}
