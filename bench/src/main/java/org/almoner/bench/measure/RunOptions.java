package org.almoner.bench.measure;

import java.nio.file.Path;

import org.almoner.dataset.source.NdjsonFolder;
import org.almoner.dataset.source.SourceException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every benchmark. */
public final class RunOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--rounds", paramLabel = "N", description = "measure each case N times (default ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(
            names = "--quick",
            description = "one round of tiny sizes, to see that everything works; its figures mean nothing")
    private boolean quick;

    @Option(names = "--json", description = "print JSON, with every round, instead of Markdown")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    boolean help;

    /** Made by a command, whose command line then fills in the options. */
    public RunOptions() {}

    /** From 1 on. */
    public int rounds() {
        if (rounds < 1) {
            throw usage("--rounds takes a number from 1 on");
        }
        return quick ? 1 : rounds;
    }

    public boolean quick() {
        return quick;
    }

    public boolean json() {
        return json;
    }

    /** Tells what is being done, beside the report. */
    public void say(String line) {
        spec().commandLine().getErr().println(line);
    }

    /** Gives out the report. */
    public void print(String report) {
        spec().commandLine().getOut().println(report);
    }

    /** What is wrong with the options, to be thrown. */
    public ParameterException usage(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    /**
     * Looks whether there is something to measure with, before anything is begun. Nothing is wrong with none.
     *
     * @throws ParameterException if it is no folder of NDJSON
     */
    public void requireSource(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try {
            NdjsonFolder.open(folder);
        } catch (SourceException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    /** Of the command that has these options. */
    public CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("Not called from a command line");
        }
        return spec;
    }
}
