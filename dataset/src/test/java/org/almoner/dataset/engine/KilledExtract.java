package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.disk.Disk;

import static org.almoner.dataset.engine.SmallSet.observation;
import static org.almoner.dataset.engine.SmallSet.patient;

/** Makes an extract in a process of its own, as far as a given step; there it says so and waits to be killed. */
final class KilledExtract {

    static final String NOW = "now";

    private KilledExtract() {}

    /** What the process and its test make alike. */
    static Trial trial(Path root) {
        return Trial.in(root).inBlocksOf(20_000);
    }

    static Order order(Trial trial) {
        return trial.incrementalOrder(2, trial.name(ExtractType.COMPLETE, 1), trial.asideFor());
    }

    static void write(Trial trial, int from) {
        trial.file(
                        "Patient.ndjson.gz",
                        IntStream.range(from, from + 6_000)
                                .mapToObj(i -> patient("p" + i, "male", "N" + i * 31, "M" + i * 57))
                                .toArray(String[]::new))
                .file(
                        "Observation.ndjson",
                        IntStream.range(from, from + 10_000)
                                .mapToObj(i -> observation("o" + i, "Patient/p" + i, "Practitioner/1", "1." + i))
                                .toArray(String[]::new));
    }

    /** @param arguments the folder, and the step; one that there is not, to be told how many there are */
    public static void main(String[] arguments) throws IOException {
        int last = Integer.parseInt(arguments[1]);
        var step = new AtomicInteger();
        Runnable stepping = () -> {
            if (step.getAndIncrement() == last) {
                System.out.println(NOW);
                while (true) {
                    LockSupport.park();
                }
            }
        };
        var trial = trial(Path.of(arguments[0])).on(new Disk() {
            @Override
            public FileChannel create(Path file) throws IOException {
                var made = Disk.local().create(file);
                stepping.run();
                return made;
            }

            @Override
            public FileChannel append(Path file) throws IOException {
                return Disk.local().append(file);
            }

            @Override
            public void publish(Path from, Path to) throws IOException {
                stepping.run();
                Disk.local().publish(from, to);
                stepping.run();
            }
        });
        trial.make(order(trial), new Watcher() {
            @Override
            public void progress(Progress progress) {
                stepping.run();
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        });
        System.out.println(step.get());
    }
}
