package org.almoner.cli.watch;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The document that says which folders are watched, as it is written. What is null was not said.
 *
 * @param clientSecretFile counted from where the document lies
 * @param profiles a folder with profiles of one's own
 */
record WatchDocument(
        @Nullable String url,
        @Nullable String tokenUrl,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String clientSecretFile,
        @Nullable String profiles,
        @Nullable String every,
        @Nullable String unchanged,
        @Nullable List<@Nullable Folder> folders) {

    /**
     * A folder.
     *
     * @param folder counted from where the document lies
     * @param launch {@code at-once}, {@code effective}, or a time such as {@code 14d}
     * @param version what a version is called whose files tell none
     * @param done counted from the folder
     * @param refused counted from the folder
     */
    record Folder(
            @Nullable String folder,
            @Nullable String product,
            @Nullable String subProduct,
            @Nullable String profile,
            @Nullable String policy,
            @Nullable String launch,
            @Nullable String version,
            @Nullable String done,
            @Nullable String refused) {}
}
