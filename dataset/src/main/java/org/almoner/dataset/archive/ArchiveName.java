package org.almoner.dataset.archive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of an archive says: {@code syndication_longrecord_{I|C}_{client}_{population}_{version}_{yyyyMMddHHmm}}, in
 * UTC, with {@code .tar.gz} after it. Underscores separate the parts, so none of them may hold one: then every name has one
 * reading.
 *
 * @param client mnemonic of the organization; 1 to 63 lower-case letters, digits and hyphens, no hyphen at either end
 * @param population mnemonic, of the same form
 * @param version of the data set, {@code major.minor.patch}
 * @param time of the extract, in whole minutes of the years 1 to 9999
 */
public record ArchiveName(ExtractType type, String client, String population, String version, Instant time) {

    private static final String MNEMONIC = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final String VERSION = "(?:0|[1-9][0-9]{0,8})(?:\\.(?:0|[1-9][0-9]{0,8})){2}";
    private static final String SUFFIX = ".tar.gz";

    private static final Pattern MNEMONIC_FORM = Pattern.compile(MNEMONIC);
    private static final Pattern VERSION_FORM = Pattern.compile(VERSION);
    private static final Pattern STEM_FORM = Pattern.compile("syndication_longrecord_(?<type>[CI])_(?<client>"
            + MNEMONIC + ")_(?<population>" + MNEMONIC + ")_(?<version>" + VERSION + ")_(?<time>[0-9]{12})");

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    public ArchiveName {
        if (!MNEMONIC_FORM.matcher(client).matches()
                || !MNEMONIC_FORM.matcher(population).matches()) {
            throw new IllegalArgumentException("Not both mnemonics of 1 to 63 lower-case letters, digits and hyphens: '"
                    + client + "', '" + population + "'");
        }
        if (!VERSION_FORM.matcher(version).matches()) {
            throw new IllegalArgumentException("Not a version major.minor.patch: '" + version + "'");
        }
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        if (!time.equals(time.truncatedTo(ChronoUnit.MINUTES)) || year < 1 || year > 9999) {
            throw new IllegalArgumentException("Not a whole minute of the years 1 to 9999: " + time);
        }
    }

    /** Nothing unless it is the name of an archive or of its folder. */
    public static Optional<ArchiveName> parse(String name) {
        String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        Matcher parts = STEM_FORM.matcher(stem);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ArchiveName(
                    "C".equals(parts.group("type")) ? ExtractType.COMPLETE : ExtractType.INCREMENTAL,
                    parts.group("client"),
                    parts.group("population"),
                    parts.group("version"),
                    LocalDateTime.parse(parts.group("time"), MINUTES).toInstant(ZoneOffset.UTC)));
        } catch (DateTimeException | IllegalArgumentException noSuchTime) {
            return Optional.empty();
        }
    }

    /** The name of the folder in the archive. */
    public String stem() {
        return "syndication_longrecord_%c_%s_%s_%s_%s"
                .formatted(type.letter(), client, population, version, MINUTES.format(time.atOffset(ZoneOffset.UTC)));
    }

    /** The name of the archive's file. */
    public String fileName() {
        return stem() + SUFFIX;
    }

    @Override
    public String toString() {
        return stem();
    }
}
