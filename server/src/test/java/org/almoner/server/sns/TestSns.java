package org.almoner.server.sns;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import org.almoner.server.access.Caller;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organization;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Scope;
import org.almoner.server.web.BaseUrl;
import org.almoner.server.web.MasterKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.env.MockEnvironment;

/** What messages are made with, on a database, for tests of other features. */
public final class TestSns {

    private static final Caller ADMIN = new Caller(
            new Organization(new OrganizationId("00000000001aa"), new Mnemonic("almoner"), "Almoner"),
            "admin",
            Set.of(Scope.ADMIN));

    public final Arns arns;
    public final SnsAddresses addresses;
    public final SnsSigner signer;
    public final SnsJson json;

    private final SnsKeys keys;

    public TestSns(DataSource database, MasterKey master) {
        var settings = new SnsSettings("us-east-1", "123456789012", "aws", null, List.of(), Duration.ofDays(365));
        var rows = new SnsKeyRows(JdbcClient.create(database), master);
        arns = new Arns(settings);
        addresses = new SnsAddresses(settings, new BaseUrl("https://files.example.org"), new MockEnvironment());
        keys = new SnsKeys(
                rows,
                settings,
                addresses,
                new JdbcTransactionManager(database),
                _ -> {},
                new SecureRandom(),
                Clock.systemUTC());
        keys.signing();
        signer = new SnsSigner(keys, rows);
        json = new SnsJson(addresses);
    }

    /** Withdraws the key that signs. */
    public void withdrawKey() {
        keys.withdraw(ADMIN, keys.signing().id());
    }
}
