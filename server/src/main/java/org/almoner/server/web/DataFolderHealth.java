package org.almoner.server.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the data folder can be written to, by writing to it; a disk that is full or was mounted read-only shows here. Anybody may
 * ask, so the disk is asked every few seconds at most.
 */
final class DataFolderHealth implements HealthIndicator {

    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(5);
    private static final byte[] PROOF = new byte[4096];

    private final Path folder;
    private final Clock clock;

    private record Finding(Health health, Instant until) {}

    private volatile Finding last = new Finding(Health.unknown().build(), Instant.MIN);

    DataFolderHealth(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var now = clock.instant();
        if (now.isBefore(last.until())) {
            return last.health();
        }
        var health = look();
        last = new Finding(health, now.plus(AT_MOST_EVERY));
        return health;
    }

    private Health look() {
        try {
            var file = Files.createTempFile(folder, "health-", ".tmp");
            try {
                Files.write(file, PROOF);
            } finally {
                Files.delete(file);
            }
            return Health.up()
                    .withDetail("usable_bytes", Files.getFileStore(folder).getUsableSpace())
                    .build();
        } catch (IOException e) {
            return Health.down(e).build();
        }
    }
}
