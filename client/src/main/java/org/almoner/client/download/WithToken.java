package org.almoner.client.download;

import java.net.URI;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;

/**
 * Files that the API itself hands out, to whoever has a token. When that is not accepted, another one is asked for.
 *
 * @param address on the API's own server
 */
public record WithToken(Api api, URI address) implements Source {

    @Override
    public Link first() {
        return new Link(address, api.token());
    }

    @Override
    public Link again(Link refused, AlmonerException.Refused why) {
        var token = refused.token();
        if (!(why instanceof AlmonerException.NotAuthenticated) || token == null) {
            throw why;
        }
        api.discard(token);
        return first();
    }
}
