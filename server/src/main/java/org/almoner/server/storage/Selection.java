package org.almoner.server.storage;

import java.util.List;
import java.util.Optional;

/** Which bytes of an object a {@code Range} field asks for (RFC 9110 §14.2). */
sealed interface Selection {

    /**
     * How many ranges may be asked for at once. More are a mistake or an attack (RFC 9110 §17.15): the whole object is sent
     * instead, which costs less than that many parts.
     */
    int MOST_RANGES = 100;

    /** All of them, as if no range had been asked for. */
    record Whole() implements Selection {}

    record Single(ByteRange range) implements Selection {}

    /** In the order they were asked for; two at least. */
    record Several(List<ByteRange> ranges) implements Selection {}

    /** There are no such bytes. */
    record NotSatisfiable() implements Selection {}

    /**
     * Selects.
     *
     * @param field the value of the {@code Range} field
     * @param length of the object
     */
    static Selection of(String field, long length) {
        var specs = RangeSpec.parse(field);
        if (specs.isEmpty() || specs.get().size() > MOST_RANGES) {
            return new Whole();
        }
        if (length == 0 && specs.get().stream().anyMatch(Selection::wantsAllOfNothing)) {
            return new Whole();
        }
        var ranges = specs.get().stream()
                .flatMap(spec -> satisfy(spec, length).stream())
                .toList();
        if (ranges.isEmpty()) {
            return new NotSatisfiable();
        }
        if (ranges.size() == 1) {
            return new Single(ranges.getFirst());
        }
        // Overlapping ranges that add up to more than the object would make the server send more than it has.
        return sum(ranges) > length ? new Whole() : new Several(ranges);
    }

    private static Optional<ByteRange> satisfy(RangeSpec spec, long length) {
        return switch (spec) {
            case RangeSpec.From(var first) -> within(first, length - 1, length);
            // RFC 9110 §14.1.2: "if the value is greater than or equal to the current length of the representation
            // data, the byte range is interpreted as the remainder of the representation".
            case RangeSpec.Between(var first, var last) -> within(first, Math.min(last, length - 1), length);
            // RFC 9110 §14.1.2: "If the selected representation is shorter than the specified suffix-length, the
            // entire representation is used."
            case RangeSpec.Suffix(var suffix) -> within(Math.max(0, length - suffix), length - 1, length);
        };
    }

    /** RFC 9110 §14.1.2: satisfiable if the first byte is there; a suffix of no bytes starts at the end. */
    private static Optional<ByteRange> within(long first, long last, long length) {
        return first < length ? Optional.of(new ByteRange(first, last)) : Optional.empty();
    }

    /** No 206 can be written for an object without bytes, and the whole of it is what was asked for. */
    private static boolean wantsAllOfNothing(RangeSpec spec) {
        return switch (spec) {
            case RangeSpec.From(var first) -> first == 0;
            case RangeSpec.Between(var first, var _) -> first == 0;
            case RangeSpec.Suffix(var suffix) -> suffix > 0;
        };
    }

    private static long sum(List<ByteRange> ranges) {
        return ranges.stream().mapToLong(ByteRange::length).sum();
    }
}
