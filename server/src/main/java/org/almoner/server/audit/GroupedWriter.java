package org.almoner.server.audit;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Writes what happens often and changes nothing, in groups and on a thread of its own, so that what is watched never waits for the
 * database. While the database is away, or slower than what comes, entries go to the {@link SpillFile}, and from there to the database
 * when it can take them.
 *
 * <p>{@code kill -9} takes what waits for its group: at most {@link AuditSettings#groupWait} of it.
 */
final class GroupedWriter implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GroupedWriter.class);

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final AuditRows rows;
    private final SpillFile spill;
    private final AuditSettings settings;
    private final Outage outage;
    private final ArrayBlockingQueue<Entry> queue;
    private final LongAdder written = new LongAdder();
    private final LongAdder spilled = new LongAdder();
    private final LongAdder lost = new LongAdder();

    private volatile boolean open;
    private @Nullable Thread thread;

    GroupedWriter(AuditRows rows, SpillFile spill, AuditSettings settings, InstantSource clock) {
        this.rows = rows;
        this.spill = spill;
        this.settings = settings;
        this.outage = new Outage(clock);
        this.queue = new ArrayBlockingQueue<>(settings.queueSize());
    }

    /** Sees to it that the entry is written, before long. Throws nothing, and blocks for {@link AuditSettings#patience} at most. */
    void write(Entry entry) {
        if (!open) {
            save(List.of(entry));
        } else if (!queue.offer(entry) && !offerPatiently(entry)) {
            spill(List.of(entry));
        } else if (!open && queue.remove(entry)) {
            // The writer stopped in between, and its last look at the queue may have been before this entry was in.
            save(List.of(entry));
        }
    }

    private boolean offerPatiently(Entry entry) {
        try {
            return queue.offer(entry, settings.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void start() {
        open = true;
        thread = Thread.ofPlatform().name("audit-writer").daemon().start(this::run);
    }

    private void run() {
        while (open) {
            try {
                var group = nextGroup();
                if (isFlooded()) {
                    spill(group);
                } else {
                    save(group);
                    readBack();
                }
            } catch (InterruptedException _) {
                log.warn("The audit's writer was interrupted, which nobody should do; it goes on");
            } catch (RuntimeException | Error e) {
                log.error("The audit stumbled and goes on", e);
            }
        }
    }

    /**
     * Waits for a first entry, then for others to come with it. Empty if none comes for a while. Sleeps rather than waits on the
     * queue, since waking this thread would cost every sender more than the entry does.
     */
    private List<Entry> nextGroup() throws InterruptedException {
        var first = queue.poll(settings.groupWait().toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            return List.of();
        }
        var group = new ArrayList<Entry>();
        group.add(first);
        var since = System.nanoTime();
        while (true) {
            queue.drainTo(group, settings.groupSize() - group.size());
            var left = settings.groupWait().toNanos() - (System.nanoTime() - since);
            if (group.size() == settings.groupSize() || left <= 0 || !open) {
                return group;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK_AGAIN_NANOS));
        }
    }

    /** Whether more comes than the database takes. A file takes it faster, and the database takes it from there in a quieter hour. */
    private boolean isFlooded() {
        return queue.size() > settings.queueSize() / 2;
    }

    private synchronized void save(List<Entry> group) {
        if (group.isEmpty()) {
            return;
        }
        if (outage.isOn()) {
            spill(group);
            return;
        }
        try {
            rows.insertAll(group);
            written.add(group.size());
            databaseAnswers();
        } catch (DataAccessException | TransactionException e) {
            databaseFails(e);
            spill(group);
        }
    }

    private void spill(List<Entry> group) {
        try {
            spill.append(group);
            spilled.add(group.size());
        } catch (IOException e) {
            // The log is the last place left. Entries hold no secrets.
            lost.add(group.size());
            log.error("The audit can write neither to the database nor to its spill file: {}", group, e);
        }
    }

    /** One group at a time, so that fresh entries never wait behind a long spill. */
    private synchronized void readBack() {
        if (outage.isOn()) {
            return;
        }
        try {
            var group = spill.next(settings.groupSize());
            if (!group.isEmpty()) {
                rows.insertMissing(group);
                spill.confirm();
                written.add(group.size());
                databaseAnswers();
            }
        } catch (DataAccessException | TransactionException e) {
            databaseFails(e);
        } catch (IOException e) {
            log.error("The audit's spill file cannot be read back", e);
        }
    }

    private void databaseFails(RuntimeException e) {
        if (outage.begin()) {
            log.error("The audit cannot write to the database and spills to a file until it can", e);
        }
    }

    private void databaseAnswers() {
        if (outage.end()) {
            log.info("The audit writes to the database again");
        }
    }

    /** Returns when everything is written, to wherever it can be. */
    @Override
    public void stop() {
        open = false;
        var writer = thread;
        if (writer != null) {
            try {
                // Not interrupted: an interrupt in the middle of a write closes the files of the embedded database.
                writer.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        var left = new ArrayList<Entry>();
        while (queue.drainTo(left, settings.groupSize()) > 0) {
            save(left);
            left.clear();
        }
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /** Among the first to start and the last to stop: after the web server, whose last requests are to be recorded too. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE / 2;
    }

    int queued() {
        return queue.size();
    }

    long written() {
        return written.sum();
    }

    long spilled() {
        return spilled.sum();
    }

    long lost() {
        return lost.sum();
    }
}
