package org.almoner.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Golden;
import org.almoner.client.golden.GoldenServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands as a shell would, in fake time, and tells what came of them. */
public final class Shell {

    private final Map<String, String> variables = new HashMap<>();
    private final Path home;
    private final FakeTime time = new FakeTime();

    public Shell(Path home) {
        this.home = home;
    }

    /** A shell with the variables of a server. */
    public static Shell at(GoldenServer server, Path home) {
        return new Shell(home)
                .set("ALMONER_URL", server.address().toString())
                .set("ALMONER_CLIENT_ID", GoldenServer.ID)
                .set("ALMONER_CLIENT_SECRET", GoldenServer.SECRET);
    }

    public Shell set(String variable, String text) {
        variables.put(variable, text);
        return this;
    }

    public Shell unset(String variable) {
        variables.remove(variable);
        return this;
    }

    /** What a command came to. */
    public record Result(int exitCode, String out, String err) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    public Result run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var world = new World(
                variables,
                home,
                stream(out),
                stream(err),
                false,
                builder -> builder.clock(time).sleeper(time).uploadPart(Golden.PART));
        int exitCode = Almoner.run(world, arguments);
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
