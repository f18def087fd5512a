package org.almoner.server.access;

import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Which text the firewall lets pass in the fields of a request. */
final class HeaderText {

    private HeaderText() {}

    /**
     * What {@link StrictHttpFirewall#ALLOWED_HEADER_VALUES} says. It asks a regular expression about each character, which for
     * a token takes longer than finding a listing; so only text beyond ASCII gets that far.
     */
    static boolean isAllowed(String value) {
        return isPrintableAscii(value) || StrictHttpFirewall.ALLOWED_HEADER_VALUES.test(value);
    }

    private static boolean isPrintableAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }
}
