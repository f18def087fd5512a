package org.almoner.cli.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import static java.nio.charset.StandardCharsets.UTF_8;

/** How a subscription is to be told. */
final class WishOptions {

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description =
                    "Only messages with such an attribute, as in event_type=version.launched,version.retracted; several are all to hold. Or"
                            + " a filter policy of SNS in JSON. Attributes are event_type, product, sub_product, version,"
                            + " population, extract_type and dataset_type.")
    private @Nullable List<String> filters;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description =
                    "When what fails is tried again: standard (three times, 20 s apart), long (for four days), or a healthyRetryPolicy of SNS"
                            + " in JSON.")
    private @Nullable String policy;

    @Option(names = "--per-second", paramLabel = "N", description = "Send at most so many messages a second.")
    private @Nullable Integer perSecond;

    /** Null if nothing was said of it. */
    @Nullable
    Object filterPolicy() {
        if (filters == null) {
            return null;
        }
        if (filters.size() == 1 && filters.getFirst().strip().startsWith("{")) {
            return json("--filter", filters.getFirst());
        }
        var policy = new LinkedHashMap<String, List<String>>();
        for (var filter : filters) {
            var equals = filter.indexOf('=');
            if (equals < 1 || equals == filter.length() - 1) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "'" + filter + "' is not ATTRIBUTE=VALUE,..., such as event_type=version.launched, nor JSON.");
            }
            policy.put(
                    filter.substring(0, equals),
                    Arrays.asList(filter.substring(equals + 1).split(",")));
        }
        return policy;
    }

    /** Null if nothing was said of it. */
    @Nullable
    Object retryPolicy() {
        return policy != null && policy.strip().startsWith("{") ? json("--policy", policy) : policy;
    }

    /** Null if nothing was said of it. */
    @Nullable
    Integer perSecond() {
        return perSecond;
    }

    private static Object json(String option, String text) {
        try {
            return Json.read(text.getBytes(UTF_8), Map.class, option);
        } catch (AlmonerException.BadAnswer e) {
            throw new CommandFailure(ExitCode.USAGE, "What " + option + " says begins like JSON and is none.");
        }
    }
}
