package org.almoner.dataset.archive;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.almoner.dataset.isal.Isal;

/**
 * Intel's ISA-L, if the machine has it. On rows of text its level 2
 * takes about a tenth of the time of zlib's level 6, for about 4 % more bytes. What it makes of a piece may differ between
 * kinds of processors, though not between runs on one.
 */
@SuppressWarnings("restricted") // calls native code, as is its purpose
public final class IsalCodec implements DeflateCodec {

    private static final int LEVEL = 2;
    private static final int WINDOW = 32 << 10;

    // struct isal_zstream up to its internal state, and room for that and the level's buffer; fixed by the library's
    // ABI 2.
    private static final long NEXT_IN = 0;
    private static final long AVAILABLE_IN = 8;
    private static final long NEXT_OUT = 16;
    private static final long AVAILABLE_OUT = 24;
    private static final long TOTAL_OUT = 28;
    private static final long LEVEL_OF_STREAM = 40;
    private static final long LEVEL_BUFFER_SIZE = 44;
    private static final long LEVEL_BUFFER = 48;
    private static final long END_OF_STREAM = 56;
    private static final long FLUSH = 58;
    private static final short SYNC_FLUSH = 1;
    private static final int STREAM_ROOM = 256 << 10;
    private static final int LEVEL_ROOM = 512 << 10;

    private final MethodHandle init;
    private final MethodHandle setDictionary;
    private final MethodHandle deflate;
    private final ConcurrentLinkedQueue<Stream> idle = new ConcurrentLinkedQueue<>();

    private IsalCodec(SymbolLookup library) {
        Linker linker = Linker.nativeLinker();
        this.init = linker.downcallHandle(
                library.findOrThrow("isal_deflate_init"), FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
        this.setDictionary = linker.downcallHandle(
                library.findOrThrow("isal_deflate_set_dict"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        this.deflate = linker.downcallHandle(
                library.findOrThrow("isal_deflate"), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    /** Nothing if the machine does not have the library. */
    public static Optional<DeflateCodec> load() {
        return Isal.find().map(IsalCodec::new);
    }

    @Override
    public Deflated deflate(byte[] piece, int length, byte[] before, int beforeLength) {
        Stream stream = idle.poll();
        if (stream == null) {
            stream = new Stream();
        }
        stream.reserve(length);
        try {
            return deflate(stream, piece, length, before, beforeLength);
        } finally {
            idle.add(stream);
        }
    }

    private Deflated deflate(Stream stream, byte[] piece, int length, byte[] before, int beforeLength) {
        MemorySegment state = stream.state;
        Isal.call(init, state);
        state.set(ValueLayout.JAVA_INT, LEVEL_OF_STREAM, LEVEL);
        state.set(ValueLayout.JAVA_INT, LEVEL_BUFFER_SIZE, LEVEL_ROOM);
        state.set(ValueLayout.ADDRESS, LEVEL_BUFFER, stream.levelBuffer);
        state.set(ValueLayout.JAVA_SHORT, END_OF_STREAM, (short) 0);
        state.set(ValueLayout.JAVA_SHORT, FLUSH, SYNC_FLUSH);

        int primed = Math.min(WINDOW, beforeLength);
        if (primed > 0) {
            MemorySegment.copy(before, beforeLength - primed, stream.dictionary, ValueLayout.JAVA_BYTE, 0, primed);
            require(Isal.callForInt(setDictionary, state, stream.dictionary, primed), "isal_deflate_set_dict");
        }
        MemorySegment.copy(piece, 0, stream.in, ValueLayout.JAVA_BYTE, 0, length);
        state.set(ValueLayout.ADDRESS, NEXT_IN, stream.in);
        state.set(ValueLayout.JAVA_INT, AVAILABLE_IN, length);
        state.set(ValueLayout.ADDRESS, NEXT_OUT, stream.out);
        state.set(ValueLayout.JAVA_INT, AVAILABLE_OUT, (int) stream.out.byteSize());
        require(Isal.callForInt(deflate, state), "isal_deflate");
        if (state.get(ValueLayout.JAVA_INT, AVAILABLE_IN) != 0 || state.get(ValueLayout.JAVA_INT, AVAILABLE_OUT) == 0) {
            throw new IllegalStateException("isal_deflate has not taken all of a piece");
        }
        byte[] out = new byte[state.get(ValueLayout.JAVA_INT, TOTAL_OUT)];
        MemorySegment.copy(stream.out, ValueLayout.JAVA_BYTE, 0, out, 0, out.length);
        return new Deflated(out, out.length);
    }

    private static void require(int code, String function) {
        if (code != 0) {
            throw new IllegalStateException(function + " failed with " + code);
        }
    }

    /** The library's memory for one piece at a time; given back when nothing refers to it. */
    private static final class Stream {

        private final Arena arena = Arena.ofAuto();
        private final MemorySegment state = arena.allocate(STREAM_ROOM, 64);
        private final MemorySegment levelBuffer = arena.allocate(LEVEL_ROOM, 64);
        private final MemorySegment dictionary = arena.allocate(WINDOW);
        private MemorySegment in = MemorySegment.NULL;
        private MemorySegment out = MemorySegment.NULL;

        void reserve(int length) {
            if (in.byteSize() < length) {
                int room = Math.max(length, SpooledText.PIECE);
                in = arena.allocate(room);
                // Far more than it takes if nothing can be compressed.
                out = arena.allocate(2L * room + (64 << 10));
            }
        }
    }
}
