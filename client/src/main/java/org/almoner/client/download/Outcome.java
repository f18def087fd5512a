package org.almoner.client.download;

import org.almoner.client.failure.AlmonerException;

/** What became of one of many files. */
public sealed interface Outcome {

    /** Which file. */
    Wanted wanted();

    /** It is in place. */
    record Done(Wanted wanted, Fetched fetched) implements Outcome {}

    /** It is not. What has arrived of it is kept for the next time, unless it was damaged. */
    record Failed(Wanted wanted, AlmonerException failure) implements Outcome {}
}
