package org.almoner.server.access;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import javax.sql.DataSource;

import org.almoner.server.MovableClock;
import org.almoner.server.web.MasterKey;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The parts of one server node that keep identities, on a database that several nodes may share. */
final class Node {

    static final MasterKey MASTER_KEY =
            MasterKey.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", new SecureRandom());
    static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

    final List<Object> events = Collections.synchronizedList(new ArrayList<>());
    final JdbcClient jdbc;
    final TransactionTemplate transactions;
    final Organizations organizations;
    final JdbcEntitlements entitlements;
    final Revocations revocations;
    final JdbcClients clients;
    final UsedAssertions usedAssertions;
    final SigningKeys keys;

    Node(DataSource database, MovableClock clock) {
        this(database, clock, MASTER_KEY);
    }

    Node(DataSource database, MovableClock clock, MasterKey masterKey) {
        var random = new SecureRandom();
        var settings =
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("almoner.access", AccessSettings.class);
        var transactionManager = new JdbcTransactionManager(database);
        jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(transactionManager);
        organizations = new JdbcOrganizations(jdbc, transactions, events::add, clock, random);
        entitlements = new JdbcEntitlements(jdbc, transactionManager, events::add, clock);
        revocations = new Revocations(jdbc, transactions, settings, events::add, clock);
        clients = new JdbcClients(jdbc, transactions, revocations, events::add, clock, random);
        usedAssertions = new UsedAssertions(jdbc, clock);
        keys = new SigningKeys(jdbc, transactions, masterKey, settings, events::add, clock);
    }

    static MasterKey anotherMasterKey(Path folder) {
        return MasterKey.inFile(folder.resolve("another.key"), new SecureRandom());
    }

    Organization acme() {
        return organizations.add(new Mnemonic("acme"), "Acme");
    }
}
