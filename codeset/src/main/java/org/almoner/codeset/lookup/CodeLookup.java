package org.almoner.codeset.lookup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

import org.almoner.codeset.Release;
import org.almoner.codeset.Release.Part;
import org.almoner.codeset.lookup.CodeAnswer.State;
import org.almoner.codeset.profile.Layout;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.RowReader;

/** Looks a code up in releases of its set. Reads them from their beginning each time: for a question now and then. */
public final class CodeLookup {

    private final ReadLimits limits;

    public CodeLookup(ReadLimits limits) {
        this.limits = limits;
    }

    /** What one version says. */
    private record Sighting(
            boolean inForce, Optional<String> from, Optional<String> until, Map<String, String> cells) {}

    /**
     * Looks a code up.
     *
     * @param releases by their versions, the oldest first; a version may be in several files
     * @param code in any case, with or without the dot that its set writes or leaves out
     * @throws org.almoner.codeset.read.ReleaseException if a file is not of its layout
     */
    public CodeAnswer find(SequencedMap<String, List<Release>> releases, String code) throws IOException {
        var wanted = plain(code);
        var sightings = new LinkedHashMap<String, Optional<Sighting>>();
        Set<String> instead = new LinkedHashSet<>();
        for (var version : releases.sequencedEntrySet()) {
            Optional<Sighting> sighting = Optional.empty();
            instead.clear();
            for (var release : version.getValue()) {
                for (var part : release.parts()) {
                    var seen = seen(part, wanted);
                    if (sighting.isEmpty() || seen.filter(Sighting::inForce).isPresent()) {
                        sighting = seen;
                    }
                    instead.addAll(instead(part, wanted));
                }
            }
            sightings.put(version.getKey(), sighting);
        }
        return answer(code, sightings, List.copyOf(instead));
    }

    private static CodeAnswer answer(
            String code, SequencedMap<String, Optional<Sighting>> sightings, List<String> instead) {
        var newest = sightings.isEmpty()
                ? Optional.<Sighting>empty()
                : sightings.lastEntry().getValue();
        var last = sightings.values().stream().flatMap(Optional::stream).reduce((_, later) -> later);
        var state = newest.map(sighting -> sighting.inForce() ? State.VALID : State.NOT_IN_FORCE)
                .orElse(last.isPresent() ? State.GONE : State.UNKNOWN);
        Optional<String> since = Optional.empty();
        Optional<String> lastValid = Optional.empty();
        for (var version : sightings.reversed().entrySet()) {
            var sighting = version.getValue();
            if (sighting.map(Sighting::inForce).equals(newest.map(Sighting::inForce))) {
                since = Optional.of(version.getKey());
            } else {
                break;
            }
        }
        for (var version : sightings.entrySet()) {
            if (version.getValue().filter(Sighting::inForce).isPresent()) {
                lastValid = Optional.of(version.getKey());
            }
        }
        return new CodeAnswer(
                code,
                List.copyOf(sightings.keySet()),
                state,
                state == State.UNKNOWN ? Optional.empty() : since,
                lastValid,
                last.flatMap(Sighting::from),
                last.flatMap(Sighting::until),
                last.map(Sighting::cells).orElse(Map.of()),
                instead);
    }

    /** The column that tells codes; nothing if the table is not a list of codes. */
    private static Optional<String> codeColumn(Part part) {
        var layout = part.expected().layout();
        var key = layout.comparison().code().isEmpty()
                ? layout.key()
                : layout.comparison().code();
        return key.size() == 1
                        && part.expected().compared()
                        && layout.comparison().targets().isEmpty()
                ? Optional.of(key.getFirst())
                : Optional.empty();
    }

    private Optional<Sighting> seen(Part part, String wanted) throws IOException {
        var column = codeColumn(part);
        if (column.isEmpty()) {
            return Optional.empty();
        }
        var layout = part.expected().layout();
        int code = layout.indexOf(column.get());
        var found = new ArrayList<Sighting>();
        read(part, row -> {
            if (is(row, code, wanted)) {
                found.add(sighting(row, layout));
            }
        });
        return found.stream()
                .filter(Sighting::inForce)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private static Sighting sighting(RowReader row, Layout layout) {
        var cells = new LinkedHashMap<String, String>();
        for (int i = 0; i < layout.columns().size(); i++) {
            var name = layout.columns().get(i).name();
            row.text(i).ifPresent(text -> cells.put(name, text));
        }
        var life = layout.life();
        var until = life.until().flatMap(name -> Optional.ofNullable(cells.get(name)));
        boolean inForce = life.status()
                        .map(name -> life.active().contains(cells.getOrDefault(name, "")))
                        .orElse(true)
                && !(layout.comparison().endRetires() && until.isPresent());
        return new Sighting(inForce, life.from().flatMap(name -> Optional.ofNullable(cells.get(name))), until, cells);
    }

    private List<String> instead(Part part, String wanted) throws IOException {
        var layout = part.expected().layout();
        if (layout.replaced().isEmpty() || !part.expected().compared()) {
            return List.of();
        }
        var replaced = layout.replaced().get();
        int code = layout.indexOf(replaced.code());
        var codes = new ArrayList<String>();
        read(part, row -> {
            boolean says = replaced.when()
                    .map(when -> when.texts()
                            .contains(row.text(layout.indexOf(when.column())).orElse("")))
                    .orElse(true);
            // A row that is no longer in force says nothing; one of a code that is not may well.
            boolean ofCodes = codeColumn(part).filter(replaced.code()::equals).isPresent();
            if (says
                    && is(row, code, wanted)
                    && (ofCodes || sighting(row, layout).inForce())) {
                replaced.by().forEach(by -> row.text(layout.indexOf(by)).ifPresent(codes::add));
            }
        });
        return codes;
    }

    private void read(Part part, Consumer<RowReader> look) throws IOException {
        try (var rows = RowReader.open(part.file(), part.expected().layout(), limits)) {
            while (rows.next()) {
                look.accept(rows);
            }
        }
    }

    private static boolean is(RowReader row, int column, String wanted) {
        if (row.isAbsent(column)) {
            return false;
        }
        int length = row.end(column) - row.start(column);
        return length >= wanted.length()
                && length <= 2 * wanted.length() + 1
                && plain(row.text(column).orElse("")).equals(wanted);
    }

    /** A code without what some write and others do not. */
    private static String plain(String code) {
        return code.strip().replace(".", "").toUpperCase(Locale.ROOT);
    }
}
