package org.almoner.server.syndication;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

import org.almoner.server.failure.Invalid;

/** Where a population's records come from. What it takes to be let in there is kept apart, in {@link SourceOptions}. */
public sealed interface Source {

    /** How it was written, and is shown. */
    String text();

    /** @param path a folder of the server's machine with a FHIR bulk export in it; absolute */
    record Folder(Path path) implements Source {
        @Override
        public String text() {
            return path.toString();
        }
    }

    /** @param base the base address of a FHIR server with Bulk Data {@code $export}; http or https */
    record FhirServer(URI base) implements Source {
        @Override
        public String text() {
            return base.toString();
        }
    }

    /** @param url a JDBC URL without a password */
    record Database(String url) implements Source {
        @Override
        public String text() {
            return url;
        }
    }

    /** How long a source's text may be. */
    int LONGEST = 2000;

    /** Where somebody may have put a password: it would be shown to whoever lists populations. */
    Pattern PASSWORD =
            Pattern.compile("(?i)[?&;:]\\s*(password|pwd)\\s*=|//[^/@?;]*:[^/@?;]*@|^jdbc:oracle:[^@]*/[^@]*@");

    /** @throws Invalid if the text is no source */
    static Source parse(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid("source must be one line of at most " + LONGEST + " characters.");
        }
        if (PASSWORD.matcher(text).find()) {
            throw new Invalid("source holds a password. Send it in source_options, which are kept encrypted.");
        }
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:")) {
            return new Database(text);
        }
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return server(text);
        }
        return folder(text);
    }

    private static Source server(String text) {
        try {
            var uri = new URI(text);
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return new FhirServer(uri);
            }
        } catch (URISyntaxException e) {
            // Answered below like every other address that is none.
        }
        throw new Invalid("source must be the base address of a FHIR server, such as https://fhir.example.org/r4.");
    }

    private static Source folder(String text) {
        try {
            var path = Path.of(text);
            if (path.isAbsolute()) {
                return new Folder(path.normalize());
            }
        } catch (InvalidPathException e) {
            // Answered below like every other text that is no folder.
        }
        throw new Invalid("source must be an absolute path of a folder on the server, an http or https address, or a"
                + " JDBC URL.");
    }
}
