package org.almoner.client.download;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

import org.almoner.client.catalog.Sha256;
import org.almoner.client.failure.AlmonerException;

/** A file name from a server that is safe to be made in a folder: it is one step, on whatever system. */
public record LocalName(String text) {

    /** What partial files end in; a name from a server that holds it could be mistaken for one. */
    static final String PART = ".almoner-part";

    /** What the state beside a partial file ends in, after the partial file's own name. */
    static final String STATE = ".state";

    /** What the usual file systems hold, in bytes. */
    private static final int LONGEST = 255;

    private static final int LONGEST_SUFFIX = 16;

    /** Separators, drive letters and alternate streams, control characters, halves of characters, and what turns the text around on a screen. */
    private static final Pattern UNSAFE = Pattern.compile("[/\\\\:]|\\p{Cc}|\\p{Cf}|\\p{Cs}|[\\u2028\\u2029]");

    /** Names that Windows gives to devices, whatever follows the first dot. */
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|conin\\$|conout\\$|prn|aux|nul|(com|lpt)[0-9\u00b9\u00b2\u00b3]) *(\\..*)?");

    /** @throws AlmonerException.BadAnswer if the name could lead anywhere but to a file of its own */
    public static LocalName of(String fileName) {
        if (fileName.isBlank()
                || fileName.equals(".")
                || fileName.equals("..")
                || fileName.endsWith(".")
                || fileName.endsWith(" ")
                || UNSAFE.matcher(fileName).find()
                || DEVICE.matcher(fileName).matches()
                || fileName.contains(PART)
                || bytes(fileName) > LONGEST) {
            throw new AlmonerException.BadAnswer("The server lists a file under a name that is not safe to use: "
                    + shown(fileName) + ". Nothing of it was fetched.");
        }
        return new LocalName(fileName);
    }

    /** A name, or a path, as systems see it that do not tell capital letters, or ways of writing one letter, apart. */
    public static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** The file of that name. */
    public Path in(Path folder) {
        return folder.resolve(text);
    }

    /** Where the bytes are kept until they are whole. */
    Path partIn(Path folder) {
        // A name as long as can be leaves no room for a suffix; its hash does.
        var stem = bytes(text) + PART.length() + LONGEST_SUFFIX > LONGEST ? hashed(text) : text;
        return folder.resolve(stem + PART);
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String hashed(String name) {
        return HexFormat.of().formatHex(Sha256.digest().digest(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static String shown(String name) {
        var visible = UNSAFE.matcher(name).replaceAll(found -> switch (found.group()) {
            case "/", ":" -> found.group();
            case "\\" -> "\\\\";
            default -> "?";
        });
        return "'" + (visible.length() > 60 ? visible.substring(0, 60) + "..." : visible) + "'";
    }
}
