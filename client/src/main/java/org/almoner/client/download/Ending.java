package org.almoner.client.download;

/** How the work of a crew ended, if it did not fail. */
sealed interface Ending {

    /** All bytes are there. */
    record Complete(long size) implements Ending {}

    /**
     * What is there is of no use.
     *
     * @param parts whether the server may be asked for parts again
     */
    record Over(String why, boolean parts) implements Ending {}
}
