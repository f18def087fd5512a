package org.almoner.server.web;

import java.net.InetAddress;

/**
 * A block of addresses such as {@code 10.0.0.0/8}, or one address. Never looks up names.
 *
 * @param network the block's first address
 * @param prefix how many leading bits an address in the block shares with the network
 */
public record Cidr(InetAddress network, int prefix) {

    /** @throws IllegalArgumentException if the text is neither a block nor an address */
    public static Cidr parse(String text) {
        var slash = text.indexOf('/');
        try {
            var network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            var bits = network.getAddress().length * Byte.SIZE;
            var prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (prefix >= 0 && prefix <= bits) {
                return new Cidr(network, prefix);
            }
        } catch (IllegalArgumentException _) {
            // Answered below, in words for whoever wrote the setting.
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not a block of addresses. Write one like 10.0.0.0/8, 2001:db8::/32 or 192.0.2.1.");
    }

    /** Whether an address is in the block; one of the other family never is. */
    public boolean contains(InetAddress address) {
        var mine = network.getAddress();
        var other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit += Byte.SIZE) {
            var mask = prefix - bit >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - (prefix - bit));
            if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }
}
