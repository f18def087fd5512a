package org.almoner.client.sync;

import java.util.List;
import java.util.stream.Collectors;

import org.almoner.client.catalog.Version;
import org.almoner.client.syndication.Extract;
import org.jspecify.annotations.Nullable;

/** Something that a server lists and that is to be in the copy. */
sealed interface Available {

    Subject subject();

    /** What people call it. */
    String name();

    /** What the server would change if it changed anything; null where it says nothing of the kind. */
    @Nullable
    String revision();

    /** Which of its files are wanted. */
    String choice();

    /** @param choices those that it was chosen by, at least one */
    record OfVersion(Subject.OfVersion subject, String name, Version listed, List<Choice.OfVersions> choices)
            implements Available {
        @Override
        public @Nullable String revision() {
            return listed.updatedAt() == null ? null : listed.updatedAt().toString();
        }

        @Override
        public String choice() {
            return choices.stream()
                    .flatMap(each -> each.files().stream())
                    .map(Glob::text)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(" "));
        }

        boolean takes(String fileName) {
            return choices.stream().anyMatch(each -> each.takes(fileName));
        }
    }

    record OfExtract(Subject.OfExtract subject, String name, Extract listed) implements Available {
        @Override
        public @Nullable String revision() {
            return listed.releasedAt().toString();
        }

        @Override
        public String choice() {
            return Glob.ANY.text();
        }
    }
}
