package org.almoner.cli.output;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

import org.almoner.client.http.Json;

/**
 * Where a command says what it has to say. Results go to standard output, as text for people or as one JSON document; all
 * else goes to standard error, so that it never mixes with a result.
 */
public final class Output {

    private final PrintStream out;
    private final PrintStream err;
    private final Mode mode;

    /**
     * How much is said.
     *
     * @param json results as JSON
     * @param quiet nothing but results and errors
     * @param verbose every exchange with the server, and stack traces
     * @param terminal whether a person looks at standard error
     */
    public record Mode(boolean json, boolean quiet, boolean verbose, boolean terminal) {}

    public Output(PrintStream out, PrintStream err, Mode mode) {
        this.out = out;
        this.err = err;
        this.mode = mode;
    }

    public Mode mode() {
        return mode;
    }

    /** The result: as JSON, or in lines. */
    public void result(Object json, Supplier<List<String>> lines) {
        if (mode.json()) {
            // Always UTF-8 (RFC 8259 §8.1), whatever the terminal's encoding.
            out.writeBytes((Json.pretty(json) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } else {
            lines.get().forEach(out::println);
        }
    }

    /** A result that is only for people. */
    public void lines(List<String> lines) {
        lines.stream().map(Plain::text).forEach(out::println);
    }

    /** Something that happened, as one line of JSON on standard output; nothing if results are for people. */
    public void event(Object json) {
        if (mode.json()) {
            jsonLine(json);
        }
    }

    /** One of the results that come over time: as JSON in a line, or as text. */
    public void line(Object json, String text) {
        if (mode.json()) {
            jsonLine(json);
        } else {
            out.println(text);
            out.flush();
        }
    }

    private void jsonLine(Object json) {
        synchronized (out) {
            out.writeBytes(Json.line(json));
            out.write('\n');
            out.flush();
        }
    }

    /** The result as a table; a remark instead if there is nothing in it. */
    public void table(Object json, Supplier<Table> table, String nothing) {
        result(json, () -> {
            var rows = table.get();
            if (rows.isEmpty()) {
                note(nothing);
                return List.of();
            }
            return rows.lines();
        });
    }

    /** A remark for people. */
    public void note(String sentence) {
        if (!mode.quiet()) {
            err.println(Plain.text(sentence));
        }
    }

    /** A remark that quiet does not silence. */
    public void warn(String sentence) {
        err.println("almoner: warning: " + Plain.text(sentence));
    }

    /** A remark for whoever looks for the cause of something. */
    public void trace(String line) {
        if (mode.verbose()) {
            err.println(Plain.text(line));
        }
    }

    /** Shows how transfers get on; to be closed when they have ended. */
    public Transfers transfers() {
        if (mode.quiet()) {
            return Transfers.silent();
        }
        return mode.terminal() ? new TransferBar(err) : new TransferLines(err, System::nanoTime);
    }
}
