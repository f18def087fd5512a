package org.almoner.dataset.view;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.almoner.dataset.json.Tape;
import org.jspecify.annotations.Nullable;

/**
 * <code>getReferenceKey(type)</code> of one element: the id of the resource that a Reference means. No value for a
 * reference to another type, to what is within the resource, without a literal reference (an identifier or a display
 * alone), or one that is conditional and not resolved. One that cannot be taken apart is a problem that is reported, and so
 * is a conditional one that does not resolve.
 */
@SuppressWarnings("ReferenceEquality") // which array a text is in decides, not what it holds
final class ReferenceKey extends Single {
    private final int slot;
    private final byte @Nullable [] type;

    ReferenceKey(int slot, @Nullable String type) {
        this.slot = slot;
        this.type = type == null ? null : type.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    int only(Evaluation e, int focus) {
        int reference = e.tape.isObject(focus) ? e.tape.first(focus, slot) : Tape.NONE;
        if (reference == Tape.NONE) {
            return Tape.NONE;
        }
        if ((e.tape.what(reference) & Tape.KIND) != Tape.STRING || e.tape.next(reference) != Tape.NONE) {
            e.problem("a reference is not one text");
            return Tape.NONE;
        }
        e.read(reference);
        var text = e.text;
        int start = e.textStart;
        int end = e.textEnd;
        var parts = e.references;
        return switch (parts.split(text, start, end)) {
            case TO_ID ->
                isType(text, parts)
                        ? e.tape.add(
                                text == e.source ? Tape.STRING : Tape.STRING | Items.COMPUTED, parts.start, parts.end)
                        : Tape.NONE;
            case CONDITIONAL -> isType(text, parts) ? resolved(e, text, start, end, parts) : Tape.NONE;
            case CONTAINED -> Tape.NONE;
            case BROKEN -> {
                e.problem("the reference '" + shown(text, start, end) + "' cannot be split into a type and an id");
                yield Tape.NONE;
            }
        };
    }

    private boolean isType(byte[] text, References parts) {
        return type == null || Arrays.equals(text, parts.typeStart, parts.typeEnd, type, 0, type.length);
    }

    private static int resolved(Evaluation e, byte[] text, int start, int end, References parts) {
        if (e.resolver == ReferenceResolver.NONE) {
            return Tape.NONE;
        }
        var identifier = text;
        int from = parts.start;
        int to = parts.end;
        for (int i = from; i < to; i++) {
            if (text[i] == '%') {
                to = decode(e, text, from, to);
                identifier = e.computed;
                from = e.computedTop;
                e.computedTop = to;
                break;
            }
        }
        int bar = -1;
        for (int i = from; i < to && bar < 0; i++) {
            bar = identifier[i] == '|' ? i : -1;
        }
        if (identifier != text) {
            // The type must be in the same array as the rest.
            int typeStart = e.computedTop;
            e.append(text, parts.typeStart, parts.typeEnd);
            identifier = e.computed;
            e.conditional.set(
                    identifier, typeStart, e.computedTop, bar < 0 ? -1 : from, bar, bar < 0 ? from : bar + 1, to);
        } else {
            e.conditional.set(
                    identifier, parts.typeStart, parts.typeEnd, bar < 0 ? -1 : from, bar, bar < 0 ? from : bar + 1, to);
        }
        byte[] id = e.resolver.resolve(e.conditional);
        if (id == null) {
            e.problem("the reference '" + shown(text, start, end) + "' is to no known resource");
            return Tape.NONE;
        }
        int at = e.computedTop;
        e.append(id, 0, id.length);
        return e.computed(Tape.STRING, at);
    }

    /** Writes the text without percent-encoding after what is computed. Returns the end. */
    private static int decode(Evaluation e, byte[] text, int start, int end) {
        e.reserve(end - start);
        int to = e.computedTop;
        for (int i = start; i < end; i++) {
            int high = i + 2 < end && text[i] == '%' ? Character.digit(text[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text[i + 2], 16);
            if (low < 0) {
                e.computed[to++] = text[i];
            } else {
                e.computed[to++] = (byte) (high << 4 | low);
                i += 2;
            }
        }
        return to;
    }

    private static String shown(byte[] text, int start, int end) {
        int shown = Math.min(end, start + 200);
        return new String(text, start, shown - start, StandardCharsets.UTF_8) + (shown < end ? "..." : "");
    }
}
