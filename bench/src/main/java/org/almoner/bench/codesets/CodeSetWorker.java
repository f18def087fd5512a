package org.almoner.bench.codesets;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.almoner.bench.measure.ProcessTree;
import org.almoner.codeset.Recognizer;
import org.almoner.codeset.diff.ReleaseDiff;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Profile;
import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.rule.ReleaseCheck;

/**
 * What is measured, in a process of its own that begins cold. Prints the peak of the heap, the resident peak and, after the work was done again
 * a few times, the microseconds that it takes then.
 */
final class CodeSetWorker {

    private CodeSetWorker() {}

    /** @param arguments check or diff, a profile, how often, a folder for what does not fit, the release before, the one after */
    public static void main(String[] arguments) throws IOException {
        var profile = Profiles.builtIn().stream()
                .filter(each -> each.name().equals(arguments[1]))
                .findFirst()
                .orElseThrow();
        int times = Integer.parseInt(arguments[2]);
        long micros = 0;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            try (var scratch =
                    new Scratch(Path.of(arguments[3]), 1, Runtime.getRuntime().maxMemory() / 2)) {
                switch (arguments[0]) {
                    case "check" -> check(profile, Path.of(arguments[5]), scratch);
                    case "diff" -> diff(profile, Path.of(arguments[4]), Path.of(arguments[5]), scratch);
                    default -> throw new IllegalArgumentException(arguments[0]);
                }
            }
            micros = (System.nanoTime() - start) / 1000;
        }
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.println(heap + " " + new ProcessTree(ProcessHandle.current()).peakMemory() + " " + micros);
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
