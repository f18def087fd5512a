package org.almoner.dataset.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.almoner.dataset.row.RowSink;
import org.almoner.dataset.text.RowHash;
import org.almoner.dataset.view.ConditionalReference;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers of one resource type's resources, and whose they are. Filled as the sink of {@link #VIEW}, then only read.
 *
 * <p>Kept in the heap, some 200 bytes for each: what is referred to by identifier are practitioners, organizations and places, of
 * which there are few.
 */
final class Identifiers implements RowSink {

    /** Yields what this takes: of each identifier, the resource's id, the system and the value. */
    static final String VIEW = """
            {"resourceType": "http://hl7.org/fhir/uv/sql-on-fhir/StructureDefinition/ViewDefinition", "status": "active",
             "name": "identifiers", "resource": "%s", "select": [
              {"column": [{"name": "id", "path": "getResourceKey()", "type": "string"}]},
              {"forEach": "identifier", "column": [
                {"name": "system", "path": "system", "type": "uri"}, {"name": "value", "path": "value", "type": "string"}]}]}
            """;

    /** No id is empty. */
    private static final byte[] NOT_JUST_ONE = new byte[0];

    private final Map<RowHash, byte[]> ids = new HashMap<>();
    private byte @Nullable [] id;
    private byte @Nullable [] system;
    private byte @Nullable [] value;
    private int cells;

    /** The id of the one resource with that identifier; null if there is none, or not just one. */
    byte @Nullable [] find(ConditionalReference reference) {
        var utf8 = reference.utf8();
        var value = Arrays.copyOfRange(utf8, reference.valueStart(), reference.valueEnd());
        var system = reference.systemStart() < 0
                ? null
                : Arrays.copyOfRange(utf8, reference.systemStart(), reference.systemEnd());
        var found = ids.get(key(system, value));
        return found == null || found.length == 0 ? null : found;
    }

    @Override
    public void value(byte[] utf8, int offset, int length) {
        cell(Arrays.copyOfRange(utf8, offset, offset + length));
    }

    @Override
    public void absent() {
        cell(null);
    }

    private void cell(byte @Nullable [] text) {
        switch (cells++) {
            case 0 -> id = text;
            case 1 -> system = text;
            default -> value = text;
        }
    }

    @Override
    public void endRow() {
        cells = 0;
        if (id != null && value != null) {
            // An identifier without a system can be asked for with an empty one, and any with none at all.
            put(key(system == null ? new byte[0] : system, value), id);
            put(key(null, value), id);
        }
    }

    /** Forgets a row that was begun: its resource turned out to be bad. */
    void dropRow() {
        cells = 0;
    }

    private void put(RowHash key, byte[] id) {
        ids.merge(key, id, (known, other) -> Arrays.equals(known, other) ? known : NOT_JUST_ONE);
    }

    /** @param system null for any */
    private static RowHash key(byte @Nullable [] system, byte[] value) {
        int prefix = system == null ? 1 : 1 + system.length + 1;
        var text = new byte[prefix + value.length];
        if (system != null) {
            text[0] = 1;
            System.arraycopy(system, 0, text, 1, system.length);
        }
        System.arraycopy(value, 0, text, prefix, value.length);
        return RowHash.of(text, 0, text.length);
    }
}
