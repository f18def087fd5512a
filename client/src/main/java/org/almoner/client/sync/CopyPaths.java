package org.almoner.client.sync;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.almoner.client.download.LocalName;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.syndication.Syndication;

/** Where things lie in a copy: paths from its folder on, with {@code /} between steps. */
final class CopyPaths {

    private static final String MANIFEST = "manifest.jws";

    private CopyPaths() {}

    /**
     * The folder of something.
     *
     * @throws AlmonerException.BadAnswer if a step of it, as the server says it, is not safe
     */
    static String folder(Subject subject) {
        return switch (subject) {
            case Subject.OfVersion(var server, var version) ->
                String.join(
                        "/",
                        server,
                        "products",
                        step(version.productSlug()),
                        step(version.subProductSlug()),
                        step(version.versionSlug()));
            case Subject.OfExtract(var server, var population, var dataSet, var _) ->
                String.join("/", server, "extracts", step(population), step(dataSet));
        };
    }

    /** @throws AlmonerException.BadAnswer if the name, as the server says it, is not safe, or one of the copy's own */
    static String file(Subject subject, String fileName) {
        var name = step(fileName);
        if (LocalName.folded(name).endsWith(MANIFEST)) {
            throw new AlmonerException.BadAnswer(
                    "A file is called " + fileName + ", as a signed manifest is in a copy. Nothing of it was fetched.");
        }
        return folder(subject) + "/" + name;
    }

    /** Where a signed manifest lies: among a version's files, beside an extract's archive. */
    static String manifest(Available available) {
        return switch (available) {
            case Available.OfVersion version -> folder(version.subject()) + "/" + MANIFEST;
            case Available.OfExtract extract ->
                folder(extract.subject()) + "/" + step(Syndication.nameOf(extract.listed())) + "." + MANIFEST;
        };
    }

    private static String step(String name) {
        var step = LocalName.of(name).text();
        try {
            return Path.of(step).toString();
        } catch (InvalidPathException e) {
            throw new AlmonerException.Local(
                    "This system cannot write the name '" + step + "' in its character set, "
                            + System.getProperty("sun.jnu.encoding")
                            + ". Set the variable LC_ALL to C.UTF-8 and run it again.",
                    e);
        }
    }
}
