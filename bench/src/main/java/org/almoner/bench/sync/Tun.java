package org.almoner.bench.sync;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

import org.almoner.bench.measure.BenchFailure;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/** A network interface whose packets this program carries: Linux's TUN. It is gone when this is closed, or the program ends. */
@SuppressWarnings("restricted") // calls native code, as is its purpose
final class Tun implements AutoCloseable {

    private static final int READ_WRITE = 2;
    private static final long SET_INTERFACE = 0x400454caL;
    private static final short PACKETS_WITHOUT_HEADERS = 0x1001;
    private static final int NAME_LENGTH = 16;
    private static final int REQUEST_LENGTH = 40;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle OPEN =
            function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle IOCTL = function(
            "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle READ =
            function("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE =
            function("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final int file;

    private Tun(int file) {
        this.file = file;
    }

    private static MethodHandle function(String name, FunctionDescriptor shape, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape, options);
    }

    /** Makes an interface of this name, of at most 15 characters, in the namespace of this program. */
    static Tun make(String name) {
        try (var arena = Arena.ofConfined()) {
            int file = (int) OPEN.invokeExact(arena.allocateFrom("/dev/net/tun"), READ_WRITE);
            if (file < 0) {
                throw new BenchFailure("Cannot open /dev/net/tun: a shaped line needs root, and a kernel with TUN");
            }
            var request = arena.allocate(REQUEST_LENGTH);
            request.setString(0, name);
            request.set(JAVA_SHORT, NAME_LENGTH, PACKETS_WITHOUT_HEADERS);
            if ((int) IOCTL.invokeExact(file, SET_INTERFACE, request) < 0) {
                throw new BenchFailure("Cannot make the network interface " + name);
            }
            return new Tun(file);
        } catch (BenchFailure e) {
            throw e;
        } catch (Throwable e) {
            throw new BenchFailure("Cannot make the network interface " + name, e);
        }
    }

    /** Waits for a packet. Returns its length in bytes; less than 1 when the interface has ended or is not up. */
    int read(MemorySegment packet) {
        try {
            return (int) (long) READ.invokeExact(file, packet, packet.byteSize());
        } catch (Throwable e) {
            throw new BenchFailure("Cannot read from a network interface", e);
        }
    }

    /** Hands a packet over. One that is not taken is lost, as on any line. */
    void write(MemorySegment packet, int length) {
        try {
            var _ = (long) WRITE.invokeExact(file, packet, (long) length);
        } catch (Throwable e) {
            throw new BenchFailure("Cannot write to a network interface", e);
        }
    }

    @Override
    public void close() {
        try {
            var _ = (int) CLOSE.invokeExact(file);
        } catch (Throwable e) {
            throw new BenchFailure("Cannot close a network interface", e);
        }
    }
}
