package org.almoner.cli.manual;

import java.util.List;
import java.util.stream.Collectors;

/** All entries of the manual as one page of Markdown. */
final class Reference {

    private final StringBuilder page = new StringBuilder();

    private Reference() {}

    /** @param all the first of them is the command that all others are below */
    static String of(List<Entry> all) {
        var reference = new Reference();
        reference.common(all.getFirst());
        all.stream().skip(1).forEach(reference::entry);
        return reference.page.toString();
    }

    private void common(Entry root) {
        line("## Options of every command");
        line("");
        terms("Option", root.commonOptions());
    }

    private void entry(Entry entry) {
        line("## " + entry.name());
        line("");
        code(List.of(entry.synopsis()));
        entry.description().forEach(paragraph -> {
            line(paragraph);
            line("");
        });
        terms("Argument", entry.arguments());
        terms("Option", entry.options());
        terms("Command", entry.commands());
        if (!entry.examples().isEmpty()) {
            line(entry.examplesHeading() + ":");
            line("");
            code(entry.examples());
        }
    }

    private void terms(String heading, List<Entry.Term> terms) {
        if (terms.isEmpty()) {
            return;
        }
        line("| " + heading + " | |");
        line("|---|---|");
        terms.forEach(term -> line("| `" + term.term() + "` | " + term.meaning().replace("|", "\\|") + " |"));
        line("");
    }

    private void code(List<String> lines) {
        line("```sh");
        line(lines.stream().map(each -> each.replaceFirst("^ {2}", "")).collect(Collectors.joining("\n")));
        line("```");
        line("");
    }

    private void line(String line) {
        page.append(line).append('\n');
    }
}
