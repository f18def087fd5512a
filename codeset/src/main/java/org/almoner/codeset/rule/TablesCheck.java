package org.almoner.codeset.rule;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.almoner.codeset.Release;
import org.almoner.codeset.Release.Part;
import org.almoner.codeset.keys.KeyThread;
import org.almoner.codeset.keys.Scratch;
import org.almoner.codeset.profile.Rule;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.rule.CheckReport.CheckedFile;

/** Checks the files of a release one after the other: those that others name first, so that what is missing is known at once. */
final class TablesCheck implements AutoCloseable {

    private final Release release;
    private final List<Release> others;
    private final Findings findings;
    private final ReadLimits limits;
    private final Scratch scratch;
    private final Map<Target.Id, Target> targets = new LinkedHashMap<>();
    private final Set<String> unchecked = new LinkedHashSet<>();
    private final List<CheckedFile> files = new ArrayList<>();
    private final KeyThread thread = new KeyThread();

    TablesCheck(Release release, List<Release> others, Findings findings, ReadLimits limits, Scratch scratch) {
        this.release = release;
        this.others = others;
        this.findings = findings;
        this.limits = limits;
        this.scratch = scratch;
    }

    void run() throws IOException {
        for (var part : release.parts()) {
            for (var declared : part.expected().layout().rules()) {
                if (declared.rule() instanceof Rule.Reference reference) {
                    prepare(part, reference);
                }
            }
        }
        for (var other : others) {
            for (var part : other.parts()) {
                feed(other, part);
            }
        }
        var parts = new ArrayList<>(release.parts());
        parts.sort(Comparator.comparing(part -> !isTarget(release, part)));
        for (var part : parts) {
            files.add(check(part));
        }
        for (var target : targets.values()) {
            target.keys().settle();
            if (target.isBroken()) {
                unchecked.add("Whether all that is named is in " + target.id() + ", as that could not be read whole.");
            }
        }
    }

    List<CheckedFile> files() {
        return files;
    }

    List<String> unchecked() {
        return List.copyOf(unchecked);
    }

    private Target.Id id(Rule.Reference reference) {
        return new Target.Id(reference.set().orElse(release.profile().name()), reference.tables(), reference.to());
    }

    /** A target is there if one file at least holds it. */
    private void prepare(Part part, Rule.Reference reference) {
        var id = id(reference);
        if (targets.containsKey(id)) {
            return;
        }
        var target = new Target(id, scratch);
        // An extension of a code set names what is in the set itself.
        for (var each : Stream.concat(Stream.of(release), others.stream()).toList()) {
            each.parts().stream().filter(feeding -> feeds(each, feeding, id)).forEach(_ -> target.expect());
        }
        if (target.isFed()) {
            targets.put(id, target);
        } else {
            unchecked.add("Whether what %s names is in %s, which is not there%s."
                    .formatted(part.expected().table(), id, reference.set().isEmpty() ? "" : ": give a release of it"));
        }
    }

    private static boolean feeds(Release release, Part part, Target.Id id) {
        return id.set().equals(release.profile().name())
                && id.tables().contains(part.expected().table());
    }

    private boolean isTarget(Release of, Part part) {
        return targets.keySet().stream().anyMatch(id -> feeds(of, part, id));
    }

    private List<Target> fedBy(Release of, Part part) {
        return targets.values().stream()
                .filter(target -> feeds(of, part, target.id()))
                .toList();
    }

    /** A file of another release is only read for what it holds. */
    private void feed(Release other, Part part) throws IOException {
        var fed = fedBy(other, part);
        if (!fed.isEmpty()) {
            var ignored = new Findings(0);
            var layout = part.expected().layout();
            var rules = RowRules.none(new FileFindings(ignored, part.file().name(), new int[0]), thread);
            fed.forEach(target -> rules.add(target.feeder(layout, thread)));
            var read = new FileCheck(part, ignored, limits).run(rules);
            for (var target : fed) {
                target.fed(read.whole());
            }
        }
    }

    private CheckedFile check(Part part) throws IOException {
        var layout = part.expected().layout();
        var fed = fedBy(release, part);
        var key = layout.key().stream().mapToInt(layout::indexOf).toArray();
        var fileFindings = new FileFindings(findings, part.file().name(), key);
        try (var rules = new RowRules(
                layout, fileFindings, reference -> Optional.ofNullable(targets.get(id(reference))), scratch, thread)) {
            fed.forEach(target -> rules.add(target.feeder(layout, thread)));
            var checked = new FileCheck(part, findings, limits).run(rules);
            for (var target : fed) {
                target.fed(checked.whole());
            }
            return checked;
        }
    }

    @Override
    public void close() throws IOException {
        thread.close();
        for (var target : targets.values()) {
            target.close();
        }
    }
}
