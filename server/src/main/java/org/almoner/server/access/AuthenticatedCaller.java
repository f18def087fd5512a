package org.almoner.server.access;

import java.util.List;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller whose token was verified, as Spring Security passes it around. */
final class AuthenticatedCaller extends AbstractAuthenticationToken {

    private final transient Caller caller;

    AuthenticatedCaller(Caller caller) {
        super(List.of());
        this.caller = caller;
        setAuthenticated(true);
    }

    Caller caller() {
        return caller;
    }

    @Override
    public Object getPrincipal() {
        return caller.clientId();
    }

    /** The token is of no use any more once it is verified. */
    @Override
    public Object getCredentials() {
        return "";
    }
}
