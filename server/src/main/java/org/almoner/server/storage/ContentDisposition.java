package org.almoner.server.storage;

import java.util.Optional;

/** The {@code Content-Disposition} field (RFC 6266) of a download, whatever its file name. */
final class ContentDisposition {

    private static final String PLAIN = "attachment; filename=\"";
    private static final String EXTENDED = "; filename*=UTF-8''";

    private ContentDisposition() {}

    /** A field that saves the body under the name; every client gets at least a safe approximation of it. */
    static String attachment(String fileName) {
        var safe = approximation(fileName);
        var plain = PLAIN + safe + '"';
        // RFC 6266 §4.3: "filename*" for those who know it, "filename" before it for the others.
        return safe.equals(fileName) ? plain : plain + EXTENDED + PercentEncoding.HEADER_PARAMETER.encode(fileName);
    }

    /** The name in a field that {@link #attachment} made; empty for any other. */
    static Optional<String> fileName(String field) {
        var extended = field.indexOf(EXTENDED);
        var name = extended >= 0
                ? PercentEncoding.decode(field.substring(extended + EXTENDED.length()))
                : Optional.of(field)
                        .filter(plain -> plain.startsWith(PLAIN) && plain.length() > PLAIN.length())
                        .map(plain -> plain.substring(PLAIN.length(), plain.length() - 1));
        return name.filter(found -> attachment(found).equals(field));
    }

    /** RFC 6266 appendix D: no escapes and no percent signs, which programs disagree on, and nothing but ASCII. */
    private static String approximation(String fileName) {
        return fileName.codePoints()
                .map(c -> c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' ? '_' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
