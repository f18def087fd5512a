package org.almoner.client.golden;

import java.util.Map;

/**
 * A file of a {@link BareServer}.
 *
 * @param more what is listed of it beyond the API documents: names as in JSON, and values
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BareFile(String id, String name, byte[] bytes, Map<String, Object> more) {

    public BareFile(String id, String name, byte[] bytes) {
        this(id, name, bytes, Map.of());
    }
}
