package org.almoner.dataset.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ExtractDescription;
import org.almoner.dataset.archive.ExtractType;

/** Whether a COMPLETE, an INCREMENTAL and a COMPLETE say of themselves that they belong together, in this order. */
final class Succession {

    private Succession() {}

    /** Why they do not. An archive that says too little of itself is not sound, which is a finding of its own. */
    static List<String> misfits(List<Verification> archives) {
        var misfits = new ArrayList<String>();
        var first = archives.get(0).description();
        var change = archives.get(1).description();
        var next = archives.get(2).description();
        requireType(first, ExtractType.COMPLETE, "first", misfits);
        requireType(change, ExtractType.INCREMENTAL, "second", misfits);
        requireType(next, ExtractType.COMPLETE, "third", misfits);
        if (first.isPresent() && change.isPresent()) {
            var base = change.get().base().map(ArchiveName::stem).orElse("no base");
            if (!base.equals(first.get().name().stem())) {
                misfits.add("%s changes %s, not %s"
                        .formatted(
                                change.get().name().stem(),
                                base,
                                first.get().name().stem()));
            }
        }
        if (change.isPresent() && next.isPresent() && !whose(change.get()).equals(whose(next.get()))) {
            misfits.add("%s is of %s, but %s is of %s"
                    .formatted(
                            change.get().name().stem(),
                            whose(change.get()),
                            next.get().name().stem(),
                            whose(next.get())));
        }
        return misfits;
    }

    private static void requireType(
            Optional<ExtractDescription> archive, ExtractType type, String place, List<String> misfits) {
        archive.map(ExtractDescription::name)
                .filter(name -> name.type() != type)
                .ifPresent(name -> misfits.add("%s is of the type %s; the %s has to be of the type %s"
                        .formatted(name.stem(), name.type(), place, type)));
    }

    private static String whose(ExtractDescription archive) {
        var name = archive.name();
        return "%s/%s, %s %s".formatted(name.client(), name.population(), archive.dataSet(), name.version());
    }
}
