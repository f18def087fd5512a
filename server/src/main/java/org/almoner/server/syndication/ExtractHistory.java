package org.almoner.server.syndication;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.failure.NotFound;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The extracts that an organization is shown. */
@Component
class ExtractHistory {

    /** So many are read at once. Between two reads no connection to the database is held, however slowly a client takes them. */
    private static final int AT_ONCE = 500;

    private final Extracts extracts;
    private final JsonMapper json;

    ExtractHistory(Extracts extracts, JsonMapper json) {
        this.extracts = extracts;
        this.json = json;
    }

    /** Where the listing goes on after the query's limit: the number of the next extract; empty if that is all. */
    Optional<Long> next(OrganizationId organization, ExtractQuery query) {
        return query.limit() < ExtractQuery.ALL && extracts.isMore(organization, query)
                ? Optional.of(query.next())
                : Optional.empty();
    }

    /** Writes what is asked for as a JSON array, oldest first, a few at a time. */
    void write(OrganizationId organization, ExtractQuery query, OutputStream out) throws IOException {
        var left = query.limit();
        var batch = extracts.visible(organization, query, atOnce(left));
        out.write('[');
        for (var first = true; !batch.isEmpty(); first = false) {
            out.write((first ? "" : ",").getBytes(StandardCharsets.US_ASCII));
            out.write(elements(batch));
            left -= batch.size();
            batch = batch.size() < AT_ONCE || left == 0
                    ? List.of()
                    : extracts.visibleAfter(organization, query, batch.getLast().id(), atOnce(left));
        }
        out.write(']');
    }

    /** @throws NotFound if there is none, it was withdrawn, or it is another organization's */
    Extract find(OrganizationId organization, String id) {
        return id(id).flatMap(number -> extracts.visible(organization, number)).orElseThrow(ExtractHistory::unknown);
    }

    static NotFound unknown() {
        return new NotFound("There is no extract of this id for you. /api/extracts lists those there are.");
    }

    /** The number of an id; empty for a text that no extract has as its id. */
    static Optional<Long> id(String text) {
        return text.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static int atOnce(long left) {
        return (int) Math.min(AT_ONCE, left);
    }

    /** The extracts as elements of an array, without its brackets. */
    private byte[] elements(List<Extract> batch) {
        var array = json.writeValueAsBytes(batch.stream().map(ExtractJson::of).toList());
        return Arrays.copyOfRange(array, 1, array.length - 1);
    }
}
