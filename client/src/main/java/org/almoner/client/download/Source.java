package org.almoner.client.download;

import java.net.http.HttpRequest;

import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.failure.AlmonerException;

/** Where a file comes from: what its requests carry, and what to do when one is refused. */
interface Source {

    /** Adds to a request what the source asks for besides the address. */
    void prepare(HttpRequest.Builder request);

    /**
     * The same file, with what may be let in now.
     *
     * @param refusal why it was not let in just now; thrown again if there is nothing else to try
     */
    ReleaseFile again(ReleaseFile refused, AlmonerException.Refused refusal, DownloadListener listener);
}
