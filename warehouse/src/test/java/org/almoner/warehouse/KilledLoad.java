package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.almoner.dataset.verify.ArchiveVerifier;

/** Loads an archive in a process of its own, as far as a given step; there it says so and waits to be killed. */
final class KilledLoad {

    static final String NOW = "now";

    /** The step at which it says so and goes on, into the commit. */
    static final int COMMIT = -1;

    private KilledLoad() {}

    /** @param arguments the database's address, the archive, and the step */
    public static void main(String[] arguments) throws IOException {
        int last = Integer.parseInt(arguments[2]);
        var step = new AtomicInteger();
        Runnable stepping = () -> {
            if (step.getAndIncrement() == last) {
                System.out.println(NOW);
                while (true) {
                    LockSupport.park();
                }
            }
        };
        var listener = new LoadListener() {
            @Override
            public void verifying(String fileName, long position, long size) {}

            @Override
            public void loading(String fileName, long position, long size) {
                stepping.run();
            }
        };
        var loader = new Loader(
                TestExtracts.LONG_REC.layout(),
                ArchiveVerifier.DEFAULT,
                () -> {
                    stepping.run();
                    if (last == COMMIT) {
                        System.out.println(NOW);
                    }
                    return TestExtracts.NOW.instant();
                },
                listener);
        try (var warehouse = Warehouse.open(WarehouseAddress.of(arguments[0], null, null), "long_rec")) {
            loader.load(TestExtracts.archive(Path.of(arguments[1])), warehouse);
        }
        System.out.println(step.get());
    }
}
