package org.almoner.server.syndication;

import java.util.regex.Pattern;

import org.almoner.server.failure.Invalid;
import org.almoner.server.failure.NotFound;

/**
 * The name of an archive, as extracts are named:
 * {@code syndication_longrecord_I_cernerdemo_demopopulation_1.0.0_201610280625.tar.gz}.
 */
record ArchiveName(String text) {

    private static final Pattern FORM =
            Pattern.compile("syndication_[a-z0-9]{1,40}_[IC]_(?<organization>[a-z0-9-]{1,63})"
                    + "_(?<population>[a-z0-9-]{1,63})_[0-9]{1,6}\\.[0-9]{1,6}\\.[0-9]{1,6}_[0-9]{12}\\.tar\\.gz");

    /** @throws Invalid if the text is no such name, or speaks of another population */
    static ArchiveName checked(String text, String organization, String population) {
        var name = FORM.matcher(text);
        if (!name.matches()) {
            throw new Invalid("file_name must be that of an archive, such as"
                    + " syndication_longrecord_C_cernerdemo_demopopulation_1.0.0_201610280625.tar.gz.");
        }
        if (!name.group("organization").equals(organization)
                || !name.group("population").equals(population)) {
            throw new Invalid("file_name speaks of another organization or population.");
        }
        return new ArchiveName(text);
    }

    /** The name at the end of an address. */
    static ArchiveName inPath(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new NotFound("There is no import of this name.");
        }
        return new ArchiveName(text);
    }
}
