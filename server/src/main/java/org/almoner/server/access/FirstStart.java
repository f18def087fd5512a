package org.almoner.server.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

import org.almoner.server.failure.Conflict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Gets identities ready before the first request: an empty database gets an organization and an admin client, whose secret
 * goes into a file for the operator.
 */
@Component
class FirstStart implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final String CLIENT_NAME = "First administrator";

    private final Organizations organizations;
    private final JdbcClients clients;
    private final SigningKeys keys;
    private final Revocations revocations;
    private final TransactionOperations transactions;
    private final AccessSettings settings;
    private final Path credentials;

    FirstStart(
            Organizations organizations,
            JdbcClients clients,
            SigningKeys keys,
            Revocations revocations,
            TransactionOperations transactions,
            AccessSettings settings,
            @Value("${almoner.data}") Path data) {
        this.organizations = organizations;
        this.clients = clients;
        this.keys = keys;
        this.revocations = revocations;
        this.transactions = transactions;
        this.settings = settings;
        this.credentials = data.resolve("admin.env");
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (organizations.all().isEmpty()) {
            begin();
        }
        keys.current();
        revocations.refresh();
    }

    private void begin() {
        try {
            transactions.executeWithoutResult(_ -> {
                var first = settings.firstOrganization();
                var organization = organizations.add(new Mnemonic(first.mnemonic()), first.name());
                if (settings.externalIssuer() == null) {
                    // Written before the commit: should it fail, the next start begins anew; the other way round, a
                    // crash in
                    // between would leave a client whose secret nobody knows.
                    write(clients.add(
                            organization.id(), CLIENT_NAME, EnumSet.of(Scope.ADMIN, Scope.PUBLISH, Scope.DOWNLOAD)));
                }
            });
        } catch (Conflict _) {
            LOG.info("Another node has made the first organization at the same moment");
        }
    }

    private void write(NewClient client) {
        try {
            write("ALMONER_ADMIN_CLIENT_ID=" + client.clientId() + "\nALMONER_ADMIN_CLIENT_SECRET=" + client.secret()
                    + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the first administrator's credentials to " + credentials, e);
        }
        LOG.info("Made admin client {}; its secret is in {}", client.clientId(), credentials.toAbsolutePath());
    }

    private void write(String text) throws IOException {
        var folder = credentials.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var temporary = Files.createTempFile(
                folder,
                "admin",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(text));
            channel.force(true);
        }
        Files.move(temporary, credentials, StandardCopyOption.ATOMIC_MOVE);
    }
}
