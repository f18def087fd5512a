package org.almoner.bench.measure;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Programs in Java that have been rehearsed before they are measured, as the launcher has its commands rehearsed after a build. */
public final class Rehearsed {

    private final List<String> java;
    private final String mainClass;

    private Rehearsed(List<String> java, String mainClass) {
        this.java = java;
        this.mainClass = mainClass;
    }

    /**
     * Rehearses a program.
     *
     * @param options for the JVM
     * @param arguments of the rehearsal
     */
    public static Rehearsed program(Workplace workplace, Class<?> main, List<String> options, List<String> arguments) {
        var java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        java.addAll(options);
        if (!rehearsable()) {
            return new Rehearsed(java, main.getName());
        }
        var cache = workplace.folder().resolve(main.getSimpleName() + ".aot");
        var rehearsal = new ArrayList<>(java);
        rehearsal.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:disable", main.getName()));
        rehearsal.addAll(arguments);
        TimedProcess.run(workplace, rehearsal);
        if (!Files.exists(cache)) {
            throw new BenchFailure("The rehearsal of " + main.getSimpleName() + " left nothing to start from");
        }
        java.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off"));
        return new Rehearsed(java, main.getName());
    }

    /** The JVM keeps nothing of classes that are not in JARs (JEP 483), as they are before a build is whole. */
    private static boolean rehearsable() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .noneMatch(entry -> Files.isDirectory(Path.of(entry)));
    }

    /** The command that runs it. */
    public List<String> command(String... arguments) {
        var command = new ArrayList<>(java);
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return command;
    }
}
