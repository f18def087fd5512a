package org.almoner.client.sync;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Sleeper;

/** A process that opens a copy and says whether it could. */
final class OpenedCopy {

    private OpenedCopy() {}

    public static void main(String[] arguments) {
        try (var copy = LocalCopy.open(Path.of(arguments[0]), Duration.ZERO, InstantSource.system(), Sleeper.REAL)) {
            System.out.println("opened " + copy.folder());
        } catch (AlmonerException e) {
            System.out.println(e.getMessage());
        }
    }
}
