package org.almoner.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Code sets of which made-up releases can be written in the layout of the real ones. Codes have the right form and check
 * digits; they and their titles mean nothing.
 */
public enum SampleCodeSet {
    /** ICD-10-CM order file, in a ZIP as CMS publishes it: fixed columns, CRLF. */
    ICD_10_CM,
    /** LOINC: a ZIP with {@code LoincTable/Loinc.csv} and {@code LoincTable/MapTo.csv}, all text quoted, CRLF. */
    LOINC,
    /** The FDA's National Drug Code directory: a ZIP with {@code product.txt} and {@code package.txt}, Windows-1252, tabs. */
    NDC,
    /** The CDC's vaccine codes: one text file, {@code |} between columns, no header. */
    CVX,
    /**
     * SNOMED CT: a ZIP with Full, Snapshot and Delta of concepts, descriptions, relationships, axioms, languages, associations and maps, in a
     * namespace that nobody has. Releases lie six months apart.
     */
    SNOMED_CT,
    /** CPT: a ZIP with long, medium and short descriptions. */
    CPT;

    /** The name on the command line, such as {@code icd-10-cm}. */
    public String commandName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code set of a name on the command line; empty for an unknown one. */
    public static Optional<SampleCodeSet> of(String commandName) {
        return Arrays.stream(values())
                .filter(codeSet -> codeSet.commandName().equals(commandName))
                .findFirst();
    }

    /** What the publisher would call the file of this release. */
    public String fileName(SampleRelease release) {
        return layout().fileName(release);
    }

    /** Writes the file of this release; leaves the stream open. */
    public void write(SampleRelease release, OutputStream out) throws IOException {
        layout().write(release, out);
    }

    /**
     * What becomes of codes from one release to a later one of the same codes and seed, by the dice that both are made with. A code that is
     * revised and retired is retired; one that comes and goes in between is left out.
     *
     * @throws IllegalArgumentException if they are not of the same codes and seed, or in the wrong order
     */
    public Stream<SampleChange> changes(SampleRelease before, SampleRelease after) {
        if (before.codes() != after.codes() || before.seed() != after.seed() || before.number() > after.number()) {
            throw new IllegalArgumentException(before + " is no release before " + after);
        }
        var layout = layout();
        return SampleCode.histories(after).flatMap(history -> {
            var now = history.getLast();
            var then = history.stream()
                    .filter(code -> code.release().number() <= before.number())
                    .reduce((_, later) -> later);
            var kind = then.map(code -> kind(code, now))
                    .orElseGet(() -> now.retired() ? Optional.empty() : Optional.of(SampleChange.Kind.ADDED));
            return kind.map(each -> new SampleChange(layout.code(now), each)).stream();
        });
    }

    private static Optional<SampleChange.Kind> kind(SampleCode then, SampleCode now) {
        if (then.retired() != now.retired()) {
            return Optional.of(SampleChange.Kind.RETIRED);
        }
        return then.revision() == now.revision() ? Optional.empty() : Optional.of(SampleChange.Kind.REVISED);
    }

    private Layout layout() {
        return switch (this) {
            case ICD_10_CM -> new Icd10CmLayout();
            case LOINC -> new LoincLayout();
            case NDC -> new NdcLayout();
            case CVX -> new CvxLayout();
            case SNOMED_CT -> new SnomedCtLayout();
            case CPT -> new CptLayout();
        };
    }
}
