package org.almoner.server.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.swagger.v3.oas.annotations.Parameter;
import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;

/** The query parameters by which the audit can be narrowed down, as they were sent. A blank one asks for nothing. */
record AuditFilter(
        @Parameter(description = "Mnemonic or id of the organization whose client did it") @Nullable
        String organization,

        @Parameter(description = "Client id") @Nullable String client,

        @Parameter(description = "Such as version-committed") @Nullable
        String event,

        @Parameter(description = "What it was done to; ending in an asterisk, how that begins") @Nullable
        String object,

        @Parameter(description = "The first moment, or the first day (UTC)") @Nullable
        String from,

        @Parameter(description = "The last moment, or the last day (UTC)") @Nullable
        String to) {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /**
     * What is to be looked for.
     *
     * @param organizationId gives the id of an organization of this mnemonic or id
     * @throws Invalid if a moment is none
     */
    AuditQuery query(Function<String, String> organizationId) {
        return new AuditQuery(
                given(organization).map(organizationId).orElse(null),
                given(client).orElse(null),
                given(event).orElse(null),
                given(object).orElse(null),
                given(from).map(text -> start("from", text)).orElse(null),
                given(to).map(text -> end("to", text)).orElse(null));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }

    private static Instant start(String name, String text) {
        return parse(name, text, 0, moment -> moment);
    }

    /** Both ends of a span belong to it, and a day is a whole day. */
    private static Instant end(String name, String text) {
        return parse(name, text, 1, moment -> moment.plus(1, ChronoUnit.MICROS));
    }

    private static Instant parse(String name, String text, int moreDays, Function<Instant, Instant> ofMoment) {
        try {
            return DATE.matcher(text).matches()
                    ? LocalDate.parse(text).plusDays(moreDays).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : ofMoment.apply(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException _) {
            throw new Invalid("The parameter '" + name
                    + "' must be a date such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z.");
        }
    }
}
