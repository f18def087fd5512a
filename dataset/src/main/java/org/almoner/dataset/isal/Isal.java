package org.almoner.dataset.isal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
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

    /**
     * Calls a function of the library that gives nothing back.
     *
     * @param state its only argument, a pointer
     */
    public static void call(MethodHandle function, MemorySegment state) {
        try {
            function.invokeExact(state);
        } catch (Throwable e) {
            throw uncallable(e);
        }
    }

    /**
     * Calls a function of the library that gives back a code.
     *
     * @param state its only argument, a pointer
     */
    public static int callForInt(MethodHandle function, MemorySegment state) {
        try {
            return (int) function.invokeExact(state);
        } catch (Throwable e) {
            throw uncallable(e);
        }
    }

    /** The same with a pointer and a length behind it. */
    public static int callForInt(MethodHandle function, MemorySegment state, MemorySegment bytes, int length) {
        try {
            return (int) function.invokeExact(state, bytes, length);
        } catch (Throwable e) {
            throw uncallable(e);
        }
    }

    private static IllegalStateException uncallable(Throwable cause) {
        return new IllegalStateException("ISA-L could not be called", cause);
    }
}
