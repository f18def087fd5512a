package org.almoner.bench.sync;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Carries packets from one interface to another, late, and not all of them. Two threads, with a ring of packets between them. */
final class Carrier {

    /** More than an MTU of 1500 needs. */
    private static final int LONGEST = 2048;

    /** What is on the way at a time; what comes beyond that is lost, as in the queue of any router. */
    private static final int RING = 1 << 14;

    private static final long SHORTEST_NAP = 100_000;

    private final Tun from;
    private final Tun to;
    private final long delay;
    private final double loss;
    private final SplittableRandom random;
    private final MemorySegment packets = Arena.ofAuto().allocate((long) RING * LONGEST);
    private final int[] lengths = new int[RING];
    private final long[] due = new long[RING];
    private volatile long arrived;
    private volatile long left;
    private volatile boolean ended;

    /** @param loss which part of the packets is lost, from 0 to 1 */
    Carrier(Tun from, Tun to, Duration delay, double loss, SplittableRandom random) {
        this.from = from;
        this.to = to;
        this.delay = delay.toNanos();
        this.loss = loss;
        this.random = random;
    }

    /** Begins to carry. The threads end with the program, or when they are told to. */
    void start() {
        Thread.ofPlatform().daemon().name("bench-line-in").start(this::take);
        Thread.ofPlatform().daemon().name("bench-line-out").start(this::give);
    }

    void end() {
        ended = true;
    }

    private MemorySegment slot(long number) {
        return packets.asSlice((number % RING) * LONGEST, LONGEST);
    }

    private void take() {
        while (!ended) {
            long number = arrived;
            int length = from.read(slot(number));
            boolean room = number - left < RING - 1;
            if (length > 0 && room && random.nextDouble() >= loss) {
                lengths[(int) (number % RING)] = length;
                due[(int) (number % RING)] = System.nanoTime() + delay;
                arrived = number + 1;
            } else if (length <= 0) {
                LockSupport.parkNanos(SHORTEST_NAP);
            }
        }
    }

    private void give() {
        while (!ended) {
            long number = left;
            if (number == arrived) {
                LockSupport.parkNanos(SHORTEST_NAP);
                continue;
            }
            long wait = due[(int) (number % RING)] - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(Math.max(wait, SHORTEST_NAP));
                continue;
            }
            to.write(slot(number), lengths[(int) (number % RING)]);
            left = number + 1;
        }
    }
}
