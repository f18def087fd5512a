package org.almoner.server.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.almoner.server.storage.Decision.NotModified;
import org.almoner.server.storage.Decision.NotSatisfiable;
import org.almoner.server.storage.Decision.PreconditionFailed;
import org.almoner.server.storage.Decision.Several;
import org.almoner.server.storage.Decision.Single;
import org.almoner.server.storage.Decision.Whole;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** RFC 9110 by its own examples, and by what must hold whatever is sent. */
class DecisionTest {

    private static final String DATE = "Sat, 29 Oct 1994 19:43:31 GMT";
    private static final String EARLIER = "Sat, 29 Oct 1994 19:43:30 GMT";
    private static final String LATER = "Sat, 29 Oct 1994 19:43:32 GMT";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Validators VALIDATORS =
            new Validators(new EntityTag(false, "xyzzy"), Instant.parse("1994-10-29T19:43:31Z"));

    private static final Whole WHOLE = new Whole();
    private static final NotModified NOT_MODIFIED = new NotModified();
    private static final PreconditionFailed PRECONDITION_FAILED = new PreconditionFailed();
    private static final NotSatisfiable NOT_SATISFIABLE = new NotSatisfiable();

    /** §14.1.2: "a representation of length 10000". */
    @Test
    void readsTheExamplesOfTheRfc() {
        assertThat(range("bytes=0-499", 10_000)).isEqualTo(single(0, 499));
        assertThat(range("bytes=500-999", 10_000)).isEqualTo(single(500, 999));
        assertThat(range("bytes=-500", 10_000)).isEqualTo(single(9500, 9999));
        assertThat(range("bytes=9500-", 10_000)).isEqualTo(single(9500, 9999));
        assertThat(range("bytes=0-0,-1", 10_000)).isEqualTo(several(0, 0, 9999, 9999));
        assertThat(range("bytes= 0-999, 4500-5499, -1000", 10_000)).isEqualTo(several(0, 999, 4500, 5499, 9000, 9999));
        assertThat(range("bytes=500-600,601-999", 10_000)).isEqualTo(several(500, 600, 601, 999));
        assertThat(range("bytes=500-700,601-999", 10_000)).isEqualTo(several(500, 700, 601, 999));
    }

    @Test
    void clampsWhatReachesBeyondTheEnd() {
        assertThat(range("bytes=90-100", 100)).isEqualTo(single(90, 99));
        assertThat(range("bytes=0-99999999999999999999999999", 100)).isEqualTo(single(0, 99));
        assertThat(range("bytes=-101", 100)).isEqualTo(single(0, 99));
        assertThat(range("bytes=-99999999999999999999999999", 100)).isEqualTo(single(0, 99));
    }

    @Test
    void refusesWhatIsNotThere() {
        for (var field :
                List.of("bytes=100-", "bytes=100-200", "bytes=-0", "bytes=200-300,-0", "bytes=99999999999999999999-")) {
            assertThat(range(field, 100)).as(field).isEqualTo(NOT_SATISFIABLE);
        }
    }

    @Test
    void dropsWhatIsNotThereAmongWhatIs() {
        assertThat(range("bytes=100-,0-1", 100)).isEqualTo(single(0, 1));
        assertThat(range("bytes=-0,0-1,5-6", 100)).isEqualTo(several(0, 1, 5, 6));
    }

    @Test
    void ignoresWhatIsNotOfTheForm() {
        for (var field : List.of(
                "",
                "bytes",
                "bytes=",
                "bytes=,",
                "bytes=-",
                "bytes=a-b",
                "bytes=0-1-2",
                "bytes=2-1",
                "bytes=0-1,x",
                "bytes=0 - 1",
                "bytes=+1-2",
                "bytes=1.0-2",
                "bytes=0x1-2",
                "bytes:0-1",
                "bytes =0-1",
                "lines=0-1",
                "bytes=0-1, bytes=2-3",
                "bytes=٠-١",
                "bytes=5")) {
            assertThat(range(field, 100)).as(field).isEqualTo(WHOLE);
        }
    }

    @Test
    void toleratesWhatAListMayHold() {
        assertThat(range("BYTES=,\t0-1 ,,", 100)).isEqualTo(single(0, 1));
        assertThat(range("bytes=00000000000000000000000000-0000000000000000000000001", 100))
                .isEqualTo(single(0, 1));
    }

    @Test
    void findsTheWholeOfNothing() {
        assertThat(range("bytes=0-", 0)).isEqualTo(WHOLE);
        assertThat(range("bytes=0-9", 0)).isEqualTo(WHOLE);
        assertThat(range("bytes=-5", 0)).isEqualTo(WHOLE);
        assertThat(range("bytes=1-", 0)).isEqualTo(NOT_SATISFIABLE);
        assertThat(range("bytes=-0", 0)).isEqualTo(NOT_SATISFIABLE);
    }

    /** §17.15 warns of it; the whole object costs less than its parts. */
    @Test
    void sendsTheWholeRatherThanMoreThanThat() {
        assertThat(range("bytes=0-99,0-99", 100)).isEqualTo(WHOLE);
        assertThat(range("bytes=0-50,50-99", 100)).isEqualTo(WHOLE);
        assertThat(range("bytes=0-49,50-99", 100)).isEqualTo(several(0, 49, 50, 99));
        assertThat(range("bytes=" + "0-0,".repeat(100), 1000)).isInstanceOf(Several.class);
        assertThat(range("bytes=" + "0-0,".repeat(101), 1000)).isEqualTo(WHOLE);
    }

    @Test
    void knowsRangesOfGetOnly() {
        assertThat(decide(new RangeRequest(true, "bytes=0-1", null, null, null, null, null)))
                .isEqualTo(WHOLE);
    }

    @Test
    void comparesEntityTagsAsEachFieldSays() {
        assertThat(ifMatch("\"xyzzy\"")).isEqualTo(WHOLE);
        assertThat(ifMatch("\"r2d2xxxx\", \"xyzzy\", \"c3piozzzz\"")).isEqualTo(WHOLE);
        assertThat(ifMatch("*")).isEqualTo(WHOLE);
        assertThat(ifMatch("W/\"xyzzy\"")).isEqualTo(PRECONDITION_FAILED);
        assertThat(ifMatch("\"other\"")).isEqualTo(PRECONDITION_FAILED);
        assertThat(ifMatch("xyzzy")).isEqualTo(PRECONDITION_FAILED);
        assertThat(ifMatch("")).isEqualTo(PRECONDITION_FAILED);
        assertThat(ifNoneMatch("\"xyzzy\"")).isEqualTo(NOT_MODIFIED);
        assertThat(ifNoneMatch("W/\"xyzzy\"")).isEqualTo(NOT_MODIFIED);
        assertThat(ifNoneMatch("W/\"xyzzy\", W/\"r2d2xxxx\"")).isEqualTo(NOT_MODIFIED);
        assertThat(ifNoneMatch("\"a,b\",\"xyzzy\"")).isEqualTo(NOT_MODIFIED);
        assertThat(ifNoneMatch("*")).isEqualTo(NOT_MODIFIED);
        assertThat(ifNoneMatch("\"other\"")).isEqualTo(WHOLE);
        assertThat(ifNoneMatch("\"xyzzy")).isEqualTo(WHOLE);
    }

    @Test
    void comparesDatesToTheSecond() {
        assertThat(ifModifiedSince(DATE)).isEqualTo(NOT_MODIFIED);
        assertThat(ifModifiedSince(LATER)).isEqualTo(NOT_MODIFIED);
        assertThat(ifModifiedSince(EARLIER)).isEqualTo(WHOLE);
        assertThat(ifModifiedSince("yesterday")).isEqualTo(WHOLE);
        assertThat(ifUnmodifiedSince(DATE)).isEqualTo(WHOLE);
        assertThat(ifUnmodifiedSince(LATER)).isEqualTo(WHOLE);
        assertThat(ifUnmodifiedSince(EARLIER)).isEqualTo(PRECONDITION_FAILED);
        assertThat(ifUnmodifiedSince("yesterday")).isEqualTo(WHOLE);
    }

    /** §5.6.7, of the same moment. */
    @Test
    void readsAllThreeFormsOfADate() {
        var moment = Instant.parse("1994-11-06T08:49:37Z");

        assertThat(HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT", NOW)).contains(moment);
        assertThat(HttpDate.parse("Sunday, 06-Nov-94 08:49:37 GMT", NOW)).contains(moment);
        assertThat(HttpDate.parse("Sun Nov  6 08:49:37 1994", NOW)).contains(moment);
        assertThat(HttpDate.parse("Sunday, 06-Nov-94 08:49:37 GMT", Instant.parse("1990-01-01T00:00:00Z")))
                .contains(moment);
        assertThat(HttpDate.format(moment)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    /** §13.2.2, step by step. */
    @Test
    void evaluatesConditionsInOrder() {
        assertThat(conditions("\"xyzzy\"", null, null, EARLIER)).isEqualTo(WHOLE);
        assertThat(conditions("\"other\"", null, null, LATER)).isEqualTo(PRECONDITION_FAILED);
        assertThat(conditions(null, "\"other\"", DATE, null)).isEqualTo(WHOLE);
        assertThat(conditions(null, "\"xyzzy\"", EARLIER, null)).isEqualTo(NOT_MODIFIED);
        assertThat(conditions("\"other\"", "\"xyzzy\"", null, null)).isEqualTo(PRECONDITION_FAILED);
        assertThat(conditions("\"xyzzy\"", "\"xyzzy\"", null, null)).isEqualTo(NOT_MODIFIED);
        assertThat(conditions(null, null, DATE, DATE)).isEqualTo(NOT_MODIFIED);
    }

    @Test
    void evaluatesConditionsBeforeRanges() {
        assertThat(decide(new RangeRequest(false, "bytes=1000-", null, null, "\"xyzzy\"", null, null)))
                .isEqualTo(NOT_MODIFIED);
        assertThat(decide(new RangeRequest(false, "bytes=1000-", null, "\"other\"", null, null, null)))
                .isEqualTo(PRECONDITION_FAILED);
    }

    @Test
    void honoursARangeOnlyOfTheVeryObject() {
        assertThat(ifRange("\"xyzzy\"")).isEqualTo(single(0, 1));
        assertThat(ifRange("W/\"xyzzy\"")).isEqualTo(WHOLE);
        assertThat(ifRange("\"other\"")).isEqualTo(WHOLE);
        assertThat(ifRange("\"other\", \"xyzzy\"")).isEqualTo(WHOLE);
        assertThat(ifRange("*")).isEqualTo(WHOLE);
        assertThat(ifRange(DATE)).isEqualTo(single(0, 1));
        assertThat(ifRange("Saturday, 29-Oct-94 19:43:31 GMT")).isEqualTo(single(0, 1));
        assertThat(ifRange(LATER)).isEqualTo(WHOLE);
        assertThat(ifRange(EARLIER)).isEqualTo(WHOLE);
        assertThat(ifRange("nonsense")).isEqualTo(WHOLE);
    }

    @Property
    void anySplitOfAFileIntoRangesJoinsBackToTheFile(
            @ForAll @Size(min = 1, max = 500) byte[] file, @ForAll("cuts") List<Integer> cuts) {
        var edges = new ArrayList<>(cuts.stream()
                .map(cut -> cut % file.length)
                .filter(cut -> cut > 0)
                .distinct()
                .sorted()
                .toList());
        edges.addFirst(0);
        edges.addLast(file.length);
        var specs = new ArrayList<String>();
        for (int i = 1; i < edges.size(); i++) {
            specs.add(edges.get(i - 1) + "-" + (edges.get(i) - 1));
        }

        var together = selected(range("bytes=" + String.join(",", specs), file.length), file.length);
        var oneByOne = specs.stream()
                .flatMap(spec -> selected(range("bytes=" + spec, file.length), file.length).stream())
                .toList();

        assertThat(join(together, file)).isEqualTo(file);
        assertThat(join(oneByOne, file)).isEqualTo(file);
    }

    @Property
    void whateverIsAskedForLiesWithinTheFileAndIsNoMoreThanTheFile(
            @ForAll("fields") String field, @ForAll @LongRange(min = 0, max = 2000) long length) {
        var ranges = selected(range(field, length), length);

        assertThat(ranges).allMatch(range -> range.first() >= 0 && range.last() < length);
        assertThat(ranges.stream().mapToLong(ByteRange::length).sum()).isLessThanOrEqualTo(length);
    }

    @Property
    void anythingAtAllIsAnswered(@ForAll String field, @ForAll @IntRange(max = 10) int length) {
        assertThat(range(field, length)).isNotNull();
        assertThat(range("bytes=" + field, length)).isNotNull();
        assertThat(decide(new RangeRequest(false, "bytes=0-1", field, field, field, field, field)))
                .isNotNull();
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(0, 10_000).list().ofMaxSize(50);
    }

    @Provide
    Arbitrary<String> fields() {
        var number = Arbitraries.integers().between(0, 3000).map(String::valueOf);
        var spec = Arbitraries.oneOf(
                number.map(first -> first + "-"),
                number.map(length -> "-" + length),
                number.tuple2().map(pair -> pair.get1() + "-" + pair.get2()));
        return spec.list().ofMinSize(1).ofMaxSize(120).map(specs -> "bytes=" + String.join(",", specs));
    }

    private static byte[] join(List<ByteRange> ranges, byte[] file) {
        var joined = new byte[(int) ranges.stream().mapToLong(ByteRange::length).sum()];
        int at = 0;
        for (var range : ranges) {
            System.arraycopy(file, (int) range.first(), joined, at, (int) range.length());
            at += (int) range.length();
        }
        return joined;
    }

    private static List<ByteRange> selected(Decision decision, long length) {
        return switch (decision) {
            case Whole() -> length == 0 ? List.of() : List.of(new ByteRange(0, length - 1));
            case Single(var range) -> List.of(range);
            case Several(var ranges) -> ranges;
            case NotSatisfiable() -> List.of();
            case NotModified(), PreconditionFailed() -> throw new AssertionError(decision);
        };
    }

    private static Decision range(String field, long length) {
        return Decision.of(new RangeRequest(false, field, null, null, null, null, null), VALIDATORS, length, NOW);
    }

    private static Decision ifMatch(String field) {
        return conditions(field, null, null, null);
    }

    private static Decision ifNoneMatch(String field) {
        return conditions(null, field, null, null);
    }

    private static Decision ifModifiedSince(String field) {
        return conditions(null, null, field, null);
    }

    private static Decision ifUnmodifiedSince(String field) {
        return conditions(null, null, null, field);
    }

    private static Decision ifRange(String field) {
        return decide(new RangeRequest(false, "bytes=0-1", field, null, null, null, null));
    }

    private static Decision conditions(
            @Nullable String ifMatch,
            @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince,
            @Nullable String ifUnmodifiedSince) {
        return decide(new RangeRequest(false, null, null, ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince));
    }

    private static Decision decide(RangeRequest request) {
        return Decision.of(request, VALIDATORS, 1000, NOW);
    }

    private static Single single(long first, long last) {
        return new Single(new ByteRange(first, last));
    }

    private static Several several(long... edges) {
        return new Several(IntStream.range(0, edges.length / 2)
                .mapToObj(i -> new ByteRange(edges[2 * i], edges[2 * i + 1]))
                .collect(Collectors.toList()));
    }
}
