package org.almoner.server.delivery;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

import org.almoner.server.web.Cidr;

/**
 * Which addresses letters may be sent to: those that are globally reachable by the IANA special-purpose address registries (RFC 6890), and what the
 * operator allows of the rest. Whoever subscribes chooses the address, and this server stands where he does not.
 */
final class AddressRules {

    private record Block(Cidr addresses, String what) {

        private static Block of(String addresses, String what) {
            return new Block(Cidr.parse(addresses), what);
        }
    }

    private static final String DOCUMENTATION = "is for documentation";
    private static final String PRIVATE = "is in a private network";
    private static final String RESERVED = "is reserved";
    private static final String TRANSLATED = "stands for an address of IPv4 behind a translator";

    private static final List<Block> FORBIDDEN = List.of(
            Block.of("0.0.0.0/8", "is unspecified"),
            Block.of("10.0.0.0/8", PRIVATE),
            Block.of("100.64.0.0/10", "is in a provider's shared network (RFC 6598)"),
            Block.of("127.0.0.0/8", "is this machine's own"),
            Block.of("169.254.0.0/16", "is link-local, where clouds keep their metadata"),
            Block.of("172.16.0.0/12", PRIVATE),
            Block.of("192.0.0.0/24", RESERVED),
            Block.of("192.0.2.0/24", DOCUMENTATION),
            Block.of("192.31.196.0/24", RESERVED),
            Block.of("192.52.193.0/24", RESERVED),
            Block.of("192.88.99.0/24", TRANSLATED),
            Block.of("192.168.0.0/16", PRIVATE),
            Block.of("192.175.48.0/24", RESERVED),
            Block.of("198.18.0.0/15", "is for benchmarks (RFC 2544)"),
            Block.of("198.51.100.0/24", DOCUMENTATION),
            Block.of("203.0.113.0/24", DOCUMENTATION),
            Block.of("224.0.0.0/4", "is a multicast address"),
            Block.of("240.0.0.0/4", RESERVED),
            Block.of("168.63.129.16", "is where Azure keeps its metadata"),
            Block.of("::/128", "is unspecified"),
            Block.of("::1/128", "is this machine's own"),
            Block.of("::/96", TRANSLATED),
            Block.of("64:ff9b::/96", TRANSLATED),
            Block.of("64:ff9b:1::/48", TRANSLATED),
            Block.of("fc00::/7", PRIVATE),
            Block.of("fe80::/10", "is link-local"),
            Block.of("fec0::/10", PRIVATE),
            Block.of("ff00::/8", "is a multicast address"),
            Block.of("2001::/23", RESERVED),
            Block.of("2001:db8::/32", DOCUMENTATION),
            Block.of("2002::/16", TRANSLATED),
            Block.of("2620:4f:8000::/48", RESERVED),
            Block.of("3fff::/20", DOCUMENTATION));

    /** All that was ever given out for use in the internet (RFC 4291, section 2.4). */
    private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");

    private final List<Cidr> allowed;

    /** @param allowed what may be called although it is not globally reachable; an address of IPv4 is allowed as one of IPv4 */
    AddressRules(List<Cidr> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Why an address must not be called, as the end of a sentence that begins with it; empty if it may be. */
    Optional<String> objection(InetAddress address) {
        if (allowed.stream().anyMatch(block -> block.contains(address))) {
            return Optional.empty();
        }
        var found = FORBIDDEN.stream()
                .filter(block -> block.addresses().contains(address))
                .map(Block::what)
                .findFirst();
        return switch (address) {
            case Inet4Address _ -> found;
            case Inet6Address _ when found.isPresent() || GLOBAL_UNICAST.contains(address) -> found;
            default -> Optional.of(RESERVED);
        };
    }
}
