package org.almoner.cli.command;

import java.time.Instant;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code almoner token} */
@Command(
        name = "token",
        description = "Print an access token, for use with curl and other programs. It is a credential: keep it safe.",
        footerHeading = "%nExample:%n",
        footer = "  curl -H \"Authorization: Bearer $(almoner token)\" $ALMONER_URL/download/v1/products")
public final class TokenCommand implements Runnable {

    private final Context context;

    @Option(names = "--admin", description = "For administrative calls.")
    private boolean admin;

    TokenCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var token = (admin ? context.admin() : context.reader()).token();
        var result = new Shown(token.value(), token.expiresAt(), token.scope());
        context.out().result(result, () -> List.of(token.value()));
    }

    /** The token as JSON. */
    private record Shown(String accessToken, Instant expiresAt, String scope) {

        @Override
        public String toString() {
            return "Shown[***]";
        }
    }
}
