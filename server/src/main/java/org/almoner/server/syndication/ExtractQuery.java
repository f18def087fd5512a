package org.almoner.server.syndication;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * Which extracts are asked for.
 *
 * @param type null for both
 * @param dataSetType null for all
 * @param population null for all
 * @param from the first moment of release; null for the beginning
 * @param to the last moment of release; null for the end
 * @param start the number of the first one to be listed among these, counted from 1
 * @param limit how many to list at most; {@link #ALL} for all
 */
record ExtractQuery(
        @Nullable ExtractType type,
        @Nullable String dataSetType,
        @Nullable UUID population,
        @Nullable Instant from,
        @Nullable Instant to,
        long start,
        long limit) {

    /** More than there ever will be; what is beyond says no more, and sums of these are numbers still. */
    static final long ALL = 1L << 50;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final int MOST_DIGITS = 15;
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern DATE_FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final DateTimeFormatter DATE = strict("uuuu-MM-dd");
    private static final DateTimeFormatter MOMENT = strict("uuuu-MM-dd'T'HH:mm:ss'Z'");
    /** Releases are told to the second, so this is the end of a day. */
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

    /**
     * Reads the query parameters.
     *
     * @throws Invalid if one of them breaks its rule, or is there twice with different values
     */
    static ExtractQuery of(Map<String, String[]> parameters) {
        var from = value(parameters, "start_date", (name, text) -> moment(name, text, LocalTime.MIN));
        var to = value(parameters, "end_date", (name, text) -> moment(name, text, LAST_SECOND));
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw new Invalid("start_date is after end_date. Send them the other way round.");
        }
        return new ExtractQuery(
                value(parameters, "extract_type", ExtractQuery::type).orElse(null),
                value(parameters, "dataset_type", ExtractQuery::dataSetType).orElse(null),
                value(parameters, "population_id", ExtractQuery::population).orElse(null),
                from.orElse(null),
                to.orElse(null),
                // The Nth record; clients that count from 0 mean the first one too.
                Math.max(1, value(parameters, "start", ExtractQuery::number).orElse(1L)),
                value(parameters, "limit", ExtractQuery::limit).orElse(ALL));
    }

    /** How many come before the first one to be listed. */
    long offset() {
        return start - 1;
    }

    /** The number of the first one after these. */
    long next() {
        return start + limit;
    }

    private static <T> Optional<T> value(
            Map<String, String[]> parameters, String name, BiFunction<String, String, T> parse) {
        var given = List.copyOf(Arrays.asList(parameters.getOrDefault(name, new String[0])));
        if (given.stream().distinct().count() > 1) {
            throw new Invalid("The query says more than one " + name + ". Send it once.");
        }
        return given.stream().findFirst().map(text -> parse.apply(name, text));
    }

    private static ExtractType type(String name, String text) {
        return ExtractType.of(text).orElseThrow(() -> new Invalid(name + " must be COMPLETE or INCREMENTAL."));
    }

    private static String dataSetType(String name, String text) {
        if (!DataSet.isType(text)) {
            throw new Invalid(name + " must be the type of a data set, such as LONG_REC.");
        }
        return text;
    }

    private static UUID population(String name, String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new Invalid(name + " must be a UUID, as population_id in an extract.");
        }
        return UUID.fromString(text);
    }

    private static long number(String name, String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw new Invalid(name + " must be a whole number, not negative.");
        }
        var digits = text.replaceFirst("^0+(?=.)", "");
        return digits.length() > MOST_DIGITS ? ALL : Math.min(ALL, Long.parseLong(digits));
    }

    private static long limit(String name, String text) {
        var limit = number(name, text);
        if (limit == 0) {
            throw new Invalid(name + " must be a whole number from 1. Leave it out for all.");
        }
        return limit;
    }

    private static Instant moment(String name, String text, LocalTime ofDay) {
        try {
            return (DATE_FORM.matcher(text).matches()
                            ? LocalDate.parse(text, DATE).atTime(ofDay)
                            : LocalDateTime.parse(text, MOMENT))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new Invalid(
                    name + " must be a date such as 2016-11-11, or a moment such as 2016-11-11T08:23:06Z, that"
                            + " exists.");
        }
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }
}
