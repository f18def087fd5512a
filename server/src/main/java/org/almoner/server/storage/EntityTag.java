package org.almoner.server.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An entity tag (RFC 9110 §8.8.3).
 *
 * @param weak whether it names bytes that may differ
 * @param opaque what stands between the quotation marks
 */
record EntityTag(boolean weak, String opaque) {

    /** The tag of an object: its digest, so that equal tags mean equal bytes, on any server. */
    static EntityTag of(Sha256 sha256) {
        return new EntityTag(false, sha256.hex());
    }

    /** RFC 9110 §8.8.3.2: "both are not weak and their opaque-tags match". */
    boolean matchesStrongly(EntityTag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }

    /** RFC 9110 §8.8.3.2: "regardless of either or both being tagged as weak". */
    boolean matchesWeakly(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    /** The one tag of a field such as {@code If-Range}; empty if it isn't one. */
    static Optional<EntityTag> parse(String field) {
        var tags = parseList(field);
        return tags.size() == 1 ? Optional.of(tags.getFirst()) : Optional.empty();
    }

    /** The tags of a field such as {@code If-None-Match}, as far as they can be read: the rest cannot match. */
    static List<EntityTag> parseList(String field) {
        List<EntityTag> tags = new ArrayList<>();
        int i = 0;
        while (i < field.length()) {
            var weak = field.startsWith("W/\"", i);
            var quote = weak ? i + 2 : i;
            if (field.charAt(quote) == '"') {
                var end = field.indexOf('"', quote + 1);
                if (end < 0) {
                    return tags;
                }
                tags.add(new EntityTag(weak, field.substring(quote + 1, end)));
                i = end + 1;
            } else if (" \t,".indexOf(field.charAt(i)) >= 0) {
                i++;
            } else {
                return tags;
            }
        }
        return tags;
    }

    @Override
    public String toString() {
        return (weak ? "W/\"" : "\"") + opaque + '"';
    }
}
