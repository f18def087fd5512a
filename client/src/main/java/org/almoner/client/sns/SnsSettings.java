package org.almoner.client.sns;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a receiver takes.
 *
 * @param address where it listens
 * @param hosts where messages may come from
 * @param topics fits whole ARNs of the topics that are taken
 * @param credentials what the sender has to show (HTTP Basic, RFC 7617); empty for nothing
 */
public record SnsSettings(
        InetSocketAddress address, SnsHosts hosts, Pattern topics, Optional<Credentials> credentials) {

    /** Topics of any name. */
    public static final Pattern ANY_TOPIC = Pattern.compile("arn:.{1,250}");

    /** A name and a password. Never prints the password. */
    public record Credentials(String name, String password) {
        @Override
        public String toString() {
            return "Credentials[" + name + ", ***]";
        }
    }
}
