package org.almoner.bench.download;

import java.time.Duration;
import java.util.Optional;

/** How one server coped with many slow clients. */
sealed interface SlowResult {

    String server();

    /** It could not be measured, or no client got the file. */
    record Failed(String server, String reason) implements SlowResult {}

    /**
     * @param peakMemory the most memory that its processes had resident, in bytes
     * @param threads how many operating-system threads it had at the end
     * @param garbage what its collector did, if it has one
     */
    record Measured(
            String server,
            SlowClients.Outcome outcome,
            Duration serverCpu,
            Duration loadCpu,
            long peakMemory,
            long threads,
            Optional<GcLog> garbage)
            implements SlowResult {}
}
