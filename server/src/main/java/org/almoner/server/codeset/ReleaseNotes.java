package org.almoner.server.codeset;

import org.almoner.codeset.diff.Change.Kind;
import org.almoner.server.codeset.ChangePages.Filter;
import org.almoner.server.web.Paging;
import org.springframework.stereotype.Component;

/** What has changed in a version, as a text for people. */
@Component
class ReleaseNotes {

    /** How many changes of each kind are told one by one. */
    private static final int SHOWN = 100;

    private final ChangePages pages;

    ReleaseNotes(ChangePages pages) {
        this.pages = pages;
    }

    /** The same text in two forms. */
    record Notes(String html, String markdown) {}

    Notes of(Compared compared) {
        var title = compared.version().name() + ": what has changed since "
                + compared.since().name();
        return new Notes(
                written(compared, new NotesForm.Html(title)), written(compared, new NotesForm.Markdown(title)));
    }

    private String written(Compared compared, NotesForm form) {
        for (var release : compared.releases()) {
            var tables = release.changes();
            if (tables == null) {
                form.paragraph(release.profile() + ": the first of its kind, so there is nothing to compare with.");
            } else {
                form.numbers(release.profile(), tables);
            }
        }
        for (var kind : Kind.values()) {
            var page = pages.page(compared.file(), new Filter(kind.word(), null), new Paging(1, SHOWN));
            if (page.total() > 0) {
                form.changes(kind, page);
            }
        }
        return form.end();
    }
}
