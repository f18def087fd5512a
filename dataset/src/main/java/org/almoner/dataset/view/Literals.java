package org.almoner.dataset.view;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.almoner.dataset.json.Tape;

/** The literals of views. They are on each tape before any resource is, in one order, so that their elements are known. */
final class Literals {
    private record Literal(int what, String text) {}

    private record Slice(int what, int start, int end) {}

    private final ByteArrayOutputStream texts = new ByteArrayOutputStream();
    private final List<Slice> slices = new ArrayList<>();
    private final Map<Literal, Integer> elements = new HashMap<>();
    private final Tape sample = new Tape();

    /** The literal's element on every tape. */
    int element(Type type, String text) {
        return element(Items.kind(type, text.equals("true")), text);
    }

    private int element(int kind, String text) {
        return elements.computeIfAbsent(new Literal(kind | Items.LITERAL, text), literal -> {
            int start = texts.size();
            texts.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            slices.add(new Slice(literal.what(), start, texts.size()));
            return sample.add(literal.what(), start, texts.size());
        });
    }

    byte[] texts() {
        return texts.toByteArray();
    }

    /** Puts them onto a new tape. */
    void addTo(Tape tape) {
        for (var slice : slices) {
            tape.add(slice.what(), slice.start(), slice.end());
        }
    }
}
