package org.almoner.client.download;

import org.almoner.client.failure.AlmonerException;

/** Where the bytes of a file come from. Asked by one thread at a time. */
public interface Source {

    /** A link that is the only one: when it is refused, the file cannot be had. */
    static Source of(Link link) {
        return new Source() {
            @Override
            public Link first() {
                return link;
            }

            @Override
            public Link again(Link refused, AlmonerException.Refused why) {
                throw why;
            }
        };
    }

    /** The link to begin with. */
    Link first();

    /**
     * Another link to the same object, for one that was refused.
     *
     * @param why the refusal; to be thrown if there is nothing else to try
     * @throws AlmonerException.BadAnswer if the server no longer has the same object there
     */
    Link again(Link refused, AlmonerException.Refused why);
}
