package org.almoner.codeset.profile;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the releases of one standard look like.
 *
 * @param name lower-case letters and digits, with hyphens between, such as {@code icd-10-cm}
 * @param title what people call the standard
 * @param publisher who releases it
 * @param description a sentence or two for people
 * @param versions how a release says which version it is; the first rule that finds something decides
 * @param effective since when a version applies; the first rule that finds a day decides
 * @param files that a release may have
 * @param leftOut names of files that come along and hold no rows
 * @param digest SHA-256 of all that it is written down in, in hex: where it is the same, releases are read and checked by the same words
 */
public record Profile(
        String name,
        String title,
        String publisher,
        String description,
        List<VersionRule> versions,
        List<EffectiveRule> effective,
        List<ExpectedFile> files,
        List<Pattern> leftOut,
        String digest) {

    public Profile {
        versions = List.copyOf(versions);
        effective = List.copyOf(effective);
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
    }

    /** Since when a version applies; nothing if the standard has no rule for it. */
    public Optional<LocalDate> effectiveDate(String version) {
        return effective.stream().flatMap(rule -> rule.date(version).stream()).findFirst();
    }
}
