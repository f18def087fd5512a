package org.almoner.server.delivery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.almoner.server.web.Cidr;

import static org.assertj.core.api.Assertions.assertThat;

/** Held against the IANA special-purpose address registries, and against what the JDK knows of addresses. */
class AddressRulesTest {

    /** First and last addresses of all blocks that the registries have as not globally reachable, and of some that are more dangerous than that. */
    private static final List<String> NOT_TO_BE_CALLED = List.of(
            "0.0.0.0",
            "0.255.255.255",
            "10.0.0.0",
            "10.255.255.255",
            "100.64.0.0",
            "100.100.100.200",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "168.63.129.16",
            "169.254.0.0",
            "169.254.169.254",
            "169.254.255.255",
            "172.16.0.0",
            "172.31.255.255",
            "192.0.0.0",
            "192.0.0.192",
            "192.0.0.255",
            "192.0.2.0",
            "192.0.2.255",
            "192.88.99.1",
            "192.168.0.0",
            "192.168.255.255",
            "198.18.0.0",
            "198.19.255.255",
            "198.51.100.0",
            "198.51.100.255",
            "203.0.113.0",
            "203.0.113.255",
            "224.0.0.0",
            "239.255.255.255",
            "240.0.0.0",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "64:ff9b::ffff:ffff",
            "64:ff9b:1::1",
            "100::1",
            "100:0:0:1::1",
            "2001::1",
            "2001:2::1",
            "2001:10::1",
            "2001:20::1",
            "2001:1ff:ffff::1",
            "2001:db8::",
            "2001:db8:ffff:ffff::1",
            "2002:7f00:1::",
            "2002:a00:1::1",
            "3fff::1",
            "3fff:fff:ffff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fdff:ffff::1",
            "fe80::1",
            "febf:ffff::1",
            "fec0::1",
            "feff::1",
            "ff02::1",
            "ff0e::1",
            "4000::1",
            "8000::1");

    private static final List<String> TO_BE_CALLED = List.of(
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2001:db7:ffff::1",
            "2001:db9::1",
            "2003::1",
            "2606:4700:4700::1111",
            "3ffe::1",
            "2a00:1450::1");

    private final AddressRules strict = new AddressRules(List.of());

    @Example
    void whatIsNotGloballyReachableIsNotCalled() {
        assertThat(NOT_TO_BE_CALLED)
                .allSatisfy(address -> assertThat(strict.objection(InetAddress.ofLiteral(address)))
                        .as(address)
                        .isPresent());
    }

    @Example
    void whoeverIsRefusedIsToldWhatTheAddressIs() {
        var words = Map.ofEntries(
                Map.entry("169.254.169.254", "metadata"),
                Map.entry("100.64.0.1", "RFC 6598"),
                Map.entry("fd00::1", "private"),
                Map.entry("fec0::1", "private"),
                Map.entry("fe80::1", "link-local"),
                Map.entry("ff02::1", "multicast"),
                Map.entry("::1", "this machine's own"),
                Map.entry("::", "unspecified"),
                Map.entry("::a00:1", "translator"),
                Map.entry("64:ff9b::a00:1", "translator"),
                Map.entry("64:ff9b:1::1", "translator"),
                Map.entry("4000::1", "reserved"));
        assertThat(words)
                .allSatisfy((address, word) -> assertThat(strict.objection(InetAddress.ofLiteral(address)))
                        .as(address)
                        .hasValueSatisfying(why -> assertThat(why).contains(word)));
    }

    @Example
    void whatIsGloballyReachableIs() {
        assertThat(TO_BE_CALLED)
                .allSatisfy(address -> assertThat(strict.objection(InetAddress.ofLiteral(address)))
                        .as(address)
                        .isEmpty());
    }

    @Example
    void theOperatorMayAllowWhatIsHisAndNoMore() {
        var rules = new AddressRules(List.of(Cidr.parse("10.1.0.0/16"), Cidr.parse("fd00:1::/32")));

        assertThat(rules.objection(InetAddress.ofLiteral("10.1.255.255"))).isEmpty();
        assertThat(rules.objection(InetAddress.ofLiteral("fd00:1::7"))).isEmpty();
        assertThat(rules.objection(InetAddress.ofLiteral("10.2.0.0"))).isPresent();
        assertThat(rules.objection(InetAddress.ofLiteral("fd00:2::7"))).isPresent();
        // The same machine behind a translator is another address.
        assertThat(rules.objection(InetAddress.ofLiteral("64:ff9b::a01:1"))).isPresent();
    }

    @Property(tries = 10_000)
    void whatTheJdkCallsLocalIsNotCalled(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
        agreesWithTheJdk(InetAddress.getByAddress(bytes));
    }

    @Property(tries = 10_000)
    void norAnyOfIPv6(@ForAll @Size(16) byte[] bytes) throws UnknownHostException {
        agreesWithTheJdk(InetAddress.getByAddress(bytes));
    }

    /** An IPv6 address that carries one of IPv4 in any of the known ways is never better than that. */
    @Property(tries = 2_000)
    void noCoatHelps(@ForAll @Size(4) byte[] inner) throws UnknownHostException {
        var mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        System.arraycopy(inner, 0, mapped, 12, 4);
        assertThat(InetAddress.getByAddress(mapped)).isInstanceOf(Inet4Address.class);

        for (var prefix :
                List.of(new byte[12], new byte[] {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) {
            var coated = Arrays.copyOf(prefix, 16);
            System.arraycopy(inner, 0, coated, 12, 4);
            assertThat(strict.objection(InetAddress.getByAddress(coated))).isPresent();
        }
        var sixToFour = new byte[16];
        sixToFour[0] = 0x20;
        sixToFour[1] = 0x02;
        System.arraycopy(inner, 0, sixToFour, 2, 4);
        assertThat(strict.objection(InetAddress.getByAddress(sixToFour))).isPresent();
    }

    private void agreesWithTheJdk(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            assertThat(strict.objection(address)).as(address.toString()).isPresent();
        }
    }
}
