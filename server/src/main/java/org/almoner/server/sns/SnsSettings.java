package org.almoner.server.sns;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How notifications look to those who receive them.
 *
 * @param region in the ARNs of topics and subscriptions, and in the names of the certificate that messages are signed with
 * @param account in the ARNs of topics and subscriptions: 12 digits
 * @param partition in the ARNs of topics and subscriptions
 * @param baseUrl where receivers find the certificate and the addresses to confirm and to unsubscribe, such as
 *     {@code https://sns.us-east-1.amazonaws.com} in a network whose name server leads that name here, for receivers that insist on it;
 *     {@code almoner.base-url} by default
 * @param certificateNames names of hosts that the certificates of signing keys are made out for, besides {@code sns.amazonaws.com},
 *     {@code sns.REGION.amazonaws.com}, {@code sns-signing.REGION.amazonaws.com} and the host of the base URL; a key made before has those of
 *     that time
 * @param keyRotation how long a signing key signs before the next one takes over; zero rotates by command only
 */
@ConfigurationProperties(prefix = "almoner.sns", ignoreUnknownFields = false)
record SnsSettings(
        @DefaultValue("us-east-1") String region,
        @DefaultValue("000000000000") String account,
        @DefaultValue("aws") String partition,
        @Nullable URI baseUrl,
        @DefaultValue List<String> certificateNames,
        @DefaultValue("365d") Duration keyRotation) {

    /** A certificate is valid for longer than its key may sign. */
    static final Duration LONGEST_ROTATION = Duration.ofDays(1826);

    private static final Pattern WORD = Pattern.compile("[a-z0-9-]{3,32}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9*-]+(\\.[A-Za-z0-9-]+)*");

    SnsSettings {
        certificateNames = List.copyOf(certificateNames);
        require(
                WORD.matcher(region).matches(),
                "region must be 3 to 32 lower-case letters, digits and hyphens",
                region);
        require(ACCOUNT.matcher(account).matches(), "account must be 12 digits", account);
        require(
                WORD.matcher(partition).matches(),
                "partition must be 3 to 32 lower-case letters, digits and hyphens",
                partition);
        require(
                certificateNames.stream().allMatch(name -> HOST.matcher(name).matches()),
                "certificate-names must be names of hosts",
                certificateNames);
        require(
                keyRotation.isZero()
                        || (keyRotation.compareTo(Duration.ofDays(1)) >= 0
                                && keyRotation.compareTo(LONGEST_ROTATION) <= 0),
                "key-rotation must be 0 (never by itself) or 1d to 1826d",
                keyRotation);
        if (baseUrl != null) {
            var scheme = String.valueOf(baseUrl.getScheme());
            require(
                    (scheme.equals("https") || scheme.equals("http"))
                            && baseUrl.getHost() != null
                            && baseUrl.getRawQuery() == null
                            && baseUrl.getRawFragment() == null,
                    "base-url must be an address such as https://files.example.org",
                    baseUrl);
        }
    }

    private static void require(boolean right, String rule, Object value) {
        if (!right) {
            throw new IllegalArgumentException("almoner.sns." + rule + ", but is " + value);
        }
    }
}
