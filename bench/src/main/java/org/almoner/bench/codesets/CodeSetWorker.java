package org.almoner.bench.codesets;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.almoner.codeset.Recognizer;
import org.almoner.codeset.diff.ReleaseDiff;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.rule.ReleaseCheck;

/**
 * What is measured, in a process of its own: a release is checked, and compared with the one before, as when it is published. Prints the peak of
 * the heap in bytes, and the microseconds that check and diff took the last time.
 */
final class CodeSetWorker {

    private CodeSetWorker() {}

    /** @param arguments a profile, how often, a folder for what does not fit, the release before, the one after */
    public static void main(String[] arguments) throws IOException {
        var profile = Profiles.builtIn().stream()
                .filter(each -> each.name().equals(arguments[0]))
                .findFirst()
                .orElseThrow();
        int times = Integer.parseInt(arguments[1]);
        var folder = Path.of(arguments[2]);
        long checked = 0;
        long compared = 0;
        for (int i = 0; i < times; i++) {
            checked = micros(folder, scratch -> check(profile, Path.of(arguments[4]), scratch));
            compared = micros(folder, scratch -> diff(profile, Path.of(arguments[3]), Path.of(arguments[4]), scratch));
        }
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.println(heap + " " + checked + " " + compared);
    }

    private interface Work {
        void run(Scratch scratch) throws IOException;
    }

    private static long micros(Path folder, Work work) throws IOException {
        long start = System.nanoTime();
        try (var scratch = new Scratch(folder, 1, Runtime.getRuntime().maxMemory() / 2)) {
            work.run(scratch);
        }
        return (System.nanoTime() - start) / 1000;
    }

    private static void check(Profile profile, Path release, Scratch scratch) throws IOException {
        var report = new ReleaseCheck(ReadLimits.USUAL, scratch, ReleaseCheck.KEPT)
                .check(new ReleaseCheck.Order(release, profile, List.of(), Optional.empty()));
        if (!report.passes()) {
            throw new IllegalStateException(report.toString());
        }
    }

    private static void diff(Profile profile, Path before, Path after, Scratch scratch) throws IOException {
        long[] changes = new long[1];
        new ReleaseDiff(ReadLimits.USUAL, scratch)
                .compare(
                        Recognizer.byNames(before, profile, ReadLimits.USUAL),
                        Recognizer.byNames(after, profile, ReadLimits.USUAL),
                        _ -> changes[0]++);
        if (changes[0] == 0) {
            throw new IllegalStateException("Nothing has changed");
        }
    }
}
