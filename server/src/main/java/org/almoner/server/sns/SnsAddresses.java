package org.almoner.server.sns;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.almoner.server.web.BaseUrl;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The addresses that messages carry, all of them below one base and in SNS's own form. */
@Component
public final class SnsAddresses {

    /** Where the addresses to confirm and to unsubscribe are. */
    public static final String ACTIONS = "/";

    static final String CERTIFICATE_PREFIX = "/SimpleNotificationService-";
    static final String CERTIFICATE_SUFFIX = ".pem";

    private final SnsSettings settings;
    private final BaseUrl server;
    private final Environment environment;

    SnsAddresses(SnsSettings settings, BaseUrl server, Environment environment) {
        this.settings = settings;
        this.server = server;
        this.environment = environment;
    }

    /** Where the certificate of a key is. */
    String certificate(String keyId) {
        return base() + CERTIFICATE_PREFIX + keyId + CERTIFICATE_SUFFIX;
    }

    /** What a receiver asks for to confirm a subscription. */
    public String confirm(String topicArn, String token) {
        return base() + ACTIONS + "?Action=ConfirmSubscription&TopicArn=" + encoded(topicArn) + "&Token="
                + encoded(token);
    }

    /** What a receiver asks for to end a subscription. */
    public String unsubscribe(String subscriptionArn) {
        return base() + ACTIONS + "?Action=Unsubscribe&SubscriptionArn=" + encoded(subscriptionArn);
    }

    /** The host of all these addresses. */
    String host() {
        return Optional.ofNullable(URI.create(base()).getHost()).orElse("localhost");
    }

    /** Without a slash at its end. Where nothing is set, nobody but this machine is known to reach the server. */
    private String base() {
        return Optional.ofNullable(settings.baseUrl())
                .map(url -> url.toString().replaceFirst("/+$", ""))
                .or(server::setting)
                .orElseGet(this::here);
    }

    private String here() {
        var scheme = environment.containsProperty("server.ssl.bundle") ? "https" : "http";
        return scheme + "://localhost:" + environment.getProperty("local.server.port", "8080");
    }

    /** ARNs and tokens hold nothing that encoding would change but colons, which SNS leaves as they are. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%3A", ":");
    }
}
