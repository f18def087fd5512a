package org.almoner.bench.download;

/** What clients do to a server in one case. */
sealed interface Load {

    /** Each connection downloads the one large file, whole, again and again. */
    record WholeFile(int connections) implements Load {}

    /** Each connection asks for one file of the set after the other. */
    record ManyFiles(FileSet set, int connections) implements Load {}

    /** Each connection asks for the same listing again and again. */
    record Listing(int connections) implements Load {}
}
