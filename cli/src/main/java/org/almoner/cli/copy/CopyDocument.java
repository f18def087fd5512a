package org.almoner.cli.copy;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The document that says what a copy is to hold, as it is written. What is null was not said.
 *
 * @param folder where the copy is; counted from where the document lies
 * @param remove names of {@link org.almoner.client.sync.Removal}
 */
record CopyDocument(
        @Nullable String folder,
        @Nullable Map<String, @Nullable Server> servers,
        @Nullable List<@Nullable String> remove,
        @Nullable Integer connections,
        @Nullable String limitRate,
        @Nullable Integer reports,
        @Nullable String every,
        @Nullable String after) {

    /**
     * A server.
     *
     * @param clientSecretFile counted from where the document lies
     * @param trust {@code first-use}, {@code unchecked}, or publishers' keys
     */
    record Server(
            @Nullable String url,
            @Nullable String tokenUrl,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String clientSecretFile,
            @Nullable List<@Nullable String> trust,
            @Nullable List<@Nullable Products> products,
            @Nullable List<@Nullable Extracts> extracts) {}

    /** Which versions of which products. */
    record Products(
            @Nullable String product,
            @Nullable String subProduct,
            @Nullable String versions,
            @Nullable List<@Nullable String> files) {}

    /** Which extracts of which populations. */
    record Extracts(
            @Nullable String population,
            @Nullable String dataSet,
            @Nullable String chains) {}
}
