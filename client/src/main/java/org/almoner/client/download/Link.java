package org.almoner.client.download;

import java.net.URI;

import org.almoner.client.http.Token;
import org.jspecify.annotations.Nullable;

/**
 * Where bytes are asked for. Its text form leaves out what a link is signed with.
 *
 * @param token sent to this very host and to no other; null where the link itself is the permission
 */
public record Link(URI address, @Nullable Token token) {

    @Override
    public String toString() {
        return "Link[" + address.getRawAuthority() + address.getRawPath() + "]";
    }
}
