package org.almoner.server.codeset;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import org.almoner.server.catalog.Contents;
import org.almoner.server.storage.Sha256;
import org.jspecify.annotations.Nullable;

/** A digest of all that decides what comes of a check, so that nothing is checked twice, and what was changed is checked again. */
record Basis(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    Basis {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a basis: '" + value + "'");
        }
    }

    /**
     * The basis of a check.
     *
     * @param library the digest of all profiles: another one may find something else
     * @param profile that was asked for; null if it is to be recognized
     * @param before the version to compare with
     */
    static Basis of(Contents version, String library, @Nullable String profile, Optional<UUID> before) {
        var digest = Sha256.digest();
        var text = new StringBuilder();
        text.append(library).append('\n');
        text.append(profile == null ? "" : profile).append('\n');
        text.append(before.map(UUID::toString).orElse("")).append('\n');
        // Names hold no line breaks.
        version.files()
                .forEach(file -> text.append(file.sha256().hex())
                        .append(' ')
                        .append(file.fileName())
                        .append('\n'));
        return new Basis(Sha256.of(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)))
                .hex());
    }
}
