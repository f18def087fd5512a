package org.almoner.client.golden;

import java.util.Map;

/**
 * An extract of a {@link BareServer}.
 *
 * @param type {@code COMPLETE} or {@code INCREMENTAL}
 * @param releasedAt such as {@code 2016-11-11T08:23:06Z}
 * @param more what is listed of it beyond the API documents, or instead of what they say: names as in JSON, and values
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BareExtract(
        long id, String populationId, String type, String releasedAt, byte[] bytes, Map<String, Object> more) {

    public static final String POPULATION = "1424e81d-8cea-4d6b-b140-d6630b684a58";

    public BareExtract(long id, String type, byte[] bytes) {
        this(id, POPULATION, type, "2016-11-11T08:23:06Z", bytes, Map.of());
    }

    public BareExtract with(Map<String, Object> listed) {
        return new BareExtract(id, populationId, type, releasedAt, bytes, listed);
    }
}
