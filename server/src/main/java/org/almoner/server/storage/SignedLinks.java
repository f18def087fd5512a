package org.almoner.server.storage;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** Links to this server, permitted by nothing but their signature. */
final class SignedLinks implements Links {

    /** The path that all links start with. */
    static final String PREFIX = "/files/";

    /** Signed along, so that no other text ever signed with these keys can pass for a link. */
    private static final String FORM = "almoner-link-1\n";

    private final LinkKeys keys;
    private final LinkSettings settings;
    private final InstantSource clock;
    private final Supplier<String> base;

    /** @param base the address of this server as the caller knows it, without a slash at the end */
    SignedLinks(LinkKeys keys, LinkSettings settings, InstantSource clock, Supplier<String> base) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.base = base;
    }

    @Override
    public Link issue(LinkRequest request) {
        var key = keys.current();
        var permit = new LinkPermit(
                request.path().stream().map(SignedLinks::readable).toList(),
                request.object(),
                ContentDisposition.attachment(request.fileName()),
                request.contentType(),
                request.organization(),
                request.clientId(),
                wholeSecond(clock.instant().plus(settings.lifetime())),
                key.id());
        var text = permit.text();
        var address = base.get() + PREFIX + LinkPermit.signed(text, key.sign(FORM + text));
        return new Link(URI.create(address), permit.expiresAt());
    }

    /**
     * What a link is worth now.
     *
     * @param path the path after {@link #PREFIX}, as it was sent
     * @param query the query, as it was sent
     */
    Redemption redeem(String path, @Nullable String query) {
        var claim = LinkPermit.parse(path, query).orElse(null);
        if (claim == null) {
            return new Redemption.Forged();
        }
        var permit = claim.permit();
        var now = clock.instant();
        var expired = !now.isBefore(permit.expiresAt());
        var key = keys.find(permit.keyId());
        if (key.isEmpty() || !key.get().isSignature(claim.signature(), FORM + permit.text())) {
            return new Redemption.Forged();
        }
        return expired ? new Redemption.Expired(permit, now) : new Redemption.Granted(permit);
    }

    /** Rounded up, so that a link lives no shorter than was promised. */
    private static Instant wholeSecond(Instant instant) {
        var whole = instant.truncatedTo(ChronoUnit.SECONDS);
        return whole.equals(instant) ? whole : whole.plusSeconds(1);
    }

    /** A step that reaches the server as it was issued: some are refused or resolved away on the way, however encoded. */
    private static String readable(String step) {
        if (step.isEmpty() || step.equals(".") || step.equals("..")) {
            return "_";
        }
        return step.codePoints()
                .map(c -> c == '/' || c == '\\' || Character.isISOControl(c) ? '_' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** What came of a link. */
    sealed interface Redemption {
        /** It is good: the object may be sent. */
        record Granted(LinkPermit permit) implements Redemption {}

        /** It was good once. */
        record Expired(LinkPermit permit, Instant now) implements Redemption {}

        /** It is not one that this server issued, was changed since, or is so old that its key is forgotten. */
        record Forged() implements Redemption {}
    }
}
