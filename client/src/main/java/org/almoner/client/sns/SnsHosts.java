package org.almoner.client.sns;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

import org.almoner.client.failure.AlmonerException;

/**
 * The hosts that messages may come from: where their certificates are, and their links lead. Without such a rule, whoever has a certificate and a
 * web server could sign.
 *
 * @param pattern fits whole names of hosts, in lower case
 */
public record SnsHosts(Pattern pattern) {

    /** Those of Amazon: {@code sns.REGION.amazonaws.com}, and {@code .cn} behind it in China. */
    public static final SnsHosts AMAZON =
            new SnsHosts(Pattern.compile("sns\\.[a-z0-9-]{3,32}\\.amazonaws\\.com(\\.cn)?"));

    /** One host, such as that of one's own Almoner. */
    public static SnsHosts only(String host) {
        return new SnsHosts(Pattern.compile(Pattern.quote(host.toLowerCase(Locale.ROOT))));
    }

    /**
     * An address that may be asked.
     *
     * @param what what it is the address of, for the message
     * @throws AlmonerException.Untrusted if it is of another host, is not https, or holds what an address of SNS does not
     */
    URI checked(URI address, String what) {
        var host = address.getHost();
        if (!"https".equals(address.getScheme())
                || host == null
                || address.getRawUserInfo() != null
                || address.getRawFragment() != null
                || (address.getPort() != -1 && !allowsPorts())
                || !pattern.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            throw new AlmonerException.Untrusted("The " + what + " of a message is " + shown(address)
                    + ", which is not an https address of a host that messages may come from.");
        }
        return address;
    }

    /** Amazon's have none; one's own may be anywhere. */
    private boolean allowsPorts() {
        return !equals(AMAZON);
    }

    private static String shown(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority() + "/...";
    }
}
