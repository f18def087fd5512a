package org.almoner.dataset.isal;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;

/** The library, if the machine has it ({@code libisal.so.2}; Debian's package {@code libisal2}). */
@SuppressWarnings("restricted") // loads native code, as is its purpose
public final class Isal {

    private static final String LIBRARY = "libisal.so.2";

    private Isal() {}

    /** Nothing if the machine does not have it, or it cannot be loaded. */
    public static Optional<SymbolLookup> find() {
        try {
            return Optional.of(SymbolLookup.libraryLookup(LIBRARY, Arena.global()));
        } catch (IllegalArgumentException notThere) {
            return Optional.empty();
        }
    }
}
