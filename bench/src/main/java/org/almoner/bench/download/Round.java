package org.almoner.bench.download;

import java.time.Duration;
import java.util.Optional;

import org.almoner.bench.measure.Wrk.Latency;

/**
 * One measurement of one server.
 *
 * @param serverCpu what the server used of the processors meanwhile
 * @param loadCpu what the load generator used
 */
record Round(Work work, Duration serverCpu, Duration loadCpu) {

    /**
     * What was done.
     *
     * @param requests how many answers arrived
     * @param bytes how many bytes of content arrived
     * @param latency how long answers took, where that was measured
     */
    record Work(long requests, long bytes, Duration took, Optional<Latency> latency) {}
}
