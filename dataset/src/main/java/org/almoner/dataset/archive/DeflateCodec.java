package org.almoner.dataset.archive;

/** Compresses pieces of a text so that they can be joined into one DEFLATE stream (RFC 1951). Safe for several threads. */
public interface DeflateCodec {

    /**
     * Compresses a piece into whole blocks, none of them the last of a stream, that end at a byte's border. What comes out
     * depends on what goes in and nothing else.
     *
     * @param piece the text
     * @param length of the piece in bytes
     * @param before holds what comes before the piece; its last 32 KiB may be referred to
     * @param beforeLength how much of it there is, in bytes; 0 at a beginning
     */
    Deflated deflate(byte[] piece, int length, byte[] before, int beforeLength);

    /**
     * Compressed bytes.
     *
     * @param bytes holds them from its first on
     * @param length how many there are
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Deflated(byte[] bytes, int length) {}
}
