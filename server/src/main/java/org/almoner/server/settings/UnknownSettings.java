package org.almoner.server.settings;

import java.util.List;

/** Somebody set what does not exist; most likely a typo, and what was meant is not in force. */
final class UnknownSettings extends RuntimeException {

    private final List<String> complaints;

    /** @param complaints a line for each: the name, where it was set, what was probably meant */
    UnknownSettings(List<String> complaints) {
        super("Unknown settings: " + String.join("; ", complaints));
        this.complaints = List.copyOf(complaints);
    }

    List<String> complaints() {
        return complaints;
    }
}
