package org.almoner.sample.population;

import java.util.EnumMap;
import java.util.Map;

/** Lines of NDJSON on their way to the files of their types. */
final class Lines {

    private final Map<FhirType, Json> jsons = new EnumMap<>(FhirType.class);
    private final Map<FhirType, Long> counts = new EnumMap<>(FhirType.class);

    /** Begins a line; the caller adds what the resource holds and closes it with {@link #end}. */
    Json begin(FhirType type, Id id) {
        var json = jsons.computeIfAbsent(type, _ -> new Json());
        counts.merge(type, 1L, Long::sum);
        json.open().put("resourceType", type.typeName()).put("id", id);
        if (!type.profile().isEmpty()) {
            json.open("meta").list("profile").item(type.profile()).closeList().close();
        }
        return json;
    }

    static void end(Json json) {
        json.close().endLine();
    }

    Map<FhirType, Json> all() {
        return jsons;
    }

    long count(FhirType type) {
        return counts.getOrDefault(type, 0L);
    }
}
