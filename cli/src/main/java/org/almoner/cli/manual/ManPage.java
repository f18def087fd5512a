package org.almoner.cli.manual;

import java.util.List;
import java.util.Locale;

/** An entry of the manual as a man page, in the words of man(7). */
final class ManPage {

    private static final String ENVIRONMENT = """
            .SH ENVIRONMENT
            .TP
            .B ALMONER_URL
            Address of the server.
            .TP
            .B ALMONER_CLIENT_ID\\fR, \\fBALMONER_CLIENT_SECRET
            The client that fetches, and administers when there is no other for that.
            .TP
            .B ALMONER_ADMIN_CLIENT_ID\\fR, \\fBALMONER_ADMIN_CLIENT_SECRET
            The client that publishes and administers.
            .TP
            .B ALMONER_TOKEN_URL
            Where tokens come from, if not from the server itself.
            .SH FILES
            .TP
            .I ~/.config/almoner/config.properties
            Settings: url, client\\-id, client\\-secret, admin\\-client\\-id, admin\\-client\\-secret, token\\-url.
            """;

    private final StringBuilder page = new StringBuilder();

    private ManPage() {}

    /** The name of an entry's file, such as {@code almoner-client-add.1}. */
    static String fileName(Entry entry) {
        return entry.name().replace(' ', '-') + ".1";
    }

    /** @param version what the page is of, such as {@code almoner 0.1.0} */
    static String of(Entry entry, List<Entry> all, String version) {
        var man = new ManPage();
        man.write(entry, all, version);
        return man.page.toString();
    }

    private void write(Entry entry, List<Entry> all, String version) {
        var title = entry.name().replace(' ', '-');
        line(".TH \"" + escaped(title.toUpperCase(Locale.ROOT)) + "\" \"1\" \"\" \"" + escaped(version) + "\"");
        line(".SH NAME");
        line(escaped(title) + " \\- " + escaped(entry.description().getFirst()));
        line(".SH SYNOPSIS");
        line(".B " + escaped(entry.name()));
        text(entry.synopsis().substring(entry.name().length()).strip());
        line(".SH DESCRIPTION");
        entry.description().forEach(paragraph -> {
            line(".PP");
            text(paragraph);
        });
        terms("ARGUMENTS", entry.arguments());
        terms("OPTIONS", entry.options());
        terms("OPTIONS OF EVERY COMMAND", entry.commonOptions());
        terms("COMMANDS", entry.commands());
        terms("EXIT STATUS", entry.exitCodes());
        page.append(ENVIRONMENT);
        examples(entry);
        seeAlso(entry, all);
    }

    private void terms(String heading, List<Entry.Term> terms) {
        if (terms.isEmpty()) {
            return;
        }
        line(".SH \"" + heading + "\"");
        terms.forEach(term -> {
            line(".TP");
            line(".B " + escaped(term.term()));
            text(term.meaning());
        });
    }

    private void examples(Entry entry) {
        if (entry.examples().isEmpty()) {
            return;
        }
        line(".SH \"" + escaped(entry.examplesHeading().toUpperCase(Locale.ROOT)) + "\"");
        line(".nf");
        entry.examples().forEach(this::text);
        line(".fi");
    }

    /** The command above, those below, and the whole. */
    private void seeAlso(Entry entry, List<Entry> all) {
        var related = all.stream()
                .filter(other -> !other.name().equals(entry.name()))
                .filter(other -> other.name().startsWith(entry.name() + " ")
                        || entry.name().startsWith(other.name() + " "))
                .map(other -> "\\fB" + escaped(other.name().replace(' ', '-')) + "\\fR(1)")
                .toList();
        line(".SH \"SEE ALSO\"");
        line(String.join(", ", related));
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    private void text(String text) {
        line(escaped(text));
    }

    /** As text: a backslash, a minus sign, and a dot or a quote at the beginning of a line mean something else in roff. */
    private static String escaped(String text) {
        var escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
