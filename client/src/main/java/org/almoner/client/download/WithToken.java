package org.almoner.client.download;

import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicReference;

import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Token;
import org.jspecify.annotations.Nullable;

/** Files that the API itself hands out, to whoever has a token. When that is not accepted, another one is asked for. */
final class WithToken implements Source {

    private final Api api;
    private final AtomicReference<@Nullable Token> last = new AtomicReference<>();

    WithToken(Api api) {
        this.api = api;
    }

    @Override
    public void prepare(HttpRequest.Builder request) {
        var token = api.token();
        last.set(token);
        request.header("Authorization", "Bearer " + token.value());
    }

    @Override
    public ReleaseFile again(ReleaseFile refused, AlmonerException.Refused refusal, DownloadListener listener) {
        var token = last.get();
        if (!(refusal instanceof AlmonerException.NotAuthenticated) || token == null) {
            throw refusal;
        }
        api.discard(token);
        return refused;
    }
}
