package org.almoner.cli.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.almoner.cli.Almoner;
import picocli.AutoComplete;

/** Writes the manual: man pages and completion for the build, docs/cli.md for whoever changed a command. */
public final class Manual {

    /** What comes after it in docs/cli.md is made from the commands. */
    static final String MARK = "<!-- From here on made from the commands, see CONTRIBUTING.md. -->\n";

    private Manual() {}

    /**
     * Writes one form of the manual.
     *
     * @param arguments {@code man FOLDER VERSION} for man pages and completion, or {@code reference FILE} for the part of
     *     docs/cli.md that comes after its mark
     */
    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "man" -> manPages(Path.of(arguments[1]), "almoner " + arguments[2]);
            case "reference" -> renew(Path.of(arguments[1]));
            default -> throw new IllegalArgumentException("Not a form of the manual: " + arguments[0]);
        }
    }

    private static void manPages(Path folder, String version) throws IOException {
        var commandLine = Almoner.commandLine();
        var all = Entry.all(commandLine);
        Files.createDirectories(folder);
        for (var entry : all) {
            Files.writeString(folder.resolve(ManPage.fileName(entry)), ManPage.of(entry, all, version));
        }
        Files.writeString(folder.resolve("almoner.bash"), AutoComplete.bash("almoner", commandLine));
    }

    private static void renew(Path file) throws IOException {
        Files.writeString(file, renewed(Files.readString(file)));
    }

    /** The page with the part after its mark made anew. */
    static String renewed(String page) {
        int mark = page.indexOf(MARK);
        if (mark < 0) {
            throw new IllegalArgumentException("The page has no line: " + MARK);
        }
        return page.substring(0, mark) + MARK + "\n"
                + Reference.of(Entry.all(Almoner.commandLine())).stripTrailing() + "\n";
    }
}
