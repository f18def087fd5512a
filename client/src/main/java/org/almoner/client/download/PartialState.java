package org.almoner.client.download;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * What is written down beside a partial file: what it is a part of, and which of its bytes are safely on disk. A line each time something
 * changes, with its checksum, so that a line that was torn by a crash is known as such, and those before it still count.
 *
 * @param done in their order
 */
record PartialState(Identity identity, List<Span> done) {

    private static final Pattern LINE = Pattern.compile("(is|has) (.*)");
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    PartialState {
        done = List.copyOf(done);
    }

    /** The line that says what the file is a part of; nothing is there of it yet. */
    static byte[] line(Identity identity) {
        return CheckedLine.of("is " + new String(Json.write(identity), StandardCharsets.UTF_8));
    }

    /** The line that says which bytes are there. */
    static byte[] line(List<Span> done) {
        return CheckedLine.of("has "
                + done.stream().map(span -> span.from() + "-" + span.to()).collect(Collectors.joining(",")));
    }

    /** What the lines say up to the first that is not whole; empty if they say nothing. */
    static Optional<PartialState> read(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        @Nullable PartialState state = null;
        for (int from = 0, to; (to = text.indexOf('\n', from)) >= 0; from = to + 1) {
            var next = next(state, text.substring(from, to));
            if (next == null) {
                break;
            }
            state = next;
        }
        return Optional.ofNullable(state);
    }

    private static @Nullable PartialState next(@Nullable PartialState before, String text) {
        var line = LINE.matcher(CheckedLine.text(text).orElse(""));
        if (!line.matches()) {
            return null;
        }
        try {
            if (line.group(1).equals("is")) {
                var json = line.group(2).getBytes(StandardCharsets.UTF_8);
                return new PartialState(
                        Json.read(json, Identity.class, "a partial file"), before == null ? List.of() : before.done());
            }
            return before == null ? null : new PartialState(before.identity(), spans(line.group(2)));
        } catch (AlmonerException.BadAnswer | IllegalArgumentException e) {
            return null;
        }
    }

    private static List<Span> spans(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        return Stream.of(text.split(",", -1))
                .map(SPAN::matcher)
                .map(span -> {
                    if (!span.matches()) {
                        throw new IllegalArgumentException("Not a stretch of a file");
                    }
                    return new Span(Long.parseLong(span.group(1)), Long.parseLong(span.group(2)));
                })
                .toList();
    }
}
