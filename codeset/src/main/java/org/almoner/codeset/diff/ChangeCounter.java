package org.almoner.codeset.diff;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

import org.almoner.codeset.diff.Change.Kind;

/** Counts changes on their way to whoever wants them. */
final class ChangeCounter implements ChangeSink {

    private final ChangeSink sink;
    private final Map<Kind, Long> inForce = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> others = new EnumMap<>(Kind.class);

    ChangeCounter(ChangeSink sink) {
        this.sink = sink;
    }

    @Override
    public void take(Change change) throws IOException {
        (change.inForce() ? inForce : others).merge(change.kind(), 1L, Long::sum);
        sink.take(change);
    }

    Map<Kind, Long> inForce() {
        return inForce;
    }

    Map<Kind, Long> others() {
        return others;
    }
}
