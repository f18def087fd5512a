package org.almoner.dataset.source;

import org.jspecify.annotations.Nullable;

/**
 * Whole lines of one file, to be filled by a {@link TypeReader} again and again. The last line may lack its line feed if it is the
 * last of its file.
 */
public final class LineBlock {

    /** How much is read at once unless something else is said, in bytes. */
    public static final int USUAL = 1 << 20;

    /** How much is read at once, in bytes, if lines are not longer. */
    final int usual;

    byte[] bytes;
    int length;

    @Nullable
    String file;

    long sequence;
    boolean first;
    boolean overlong;
    boolean cut;

    public LineBlock() {
        this(USUAL);
    }

    /** @param usual how much to read at once, in bytes, unless a line is longer */
    public LineBlock(int usual) {
        this.usual = usual;
        this.bytes = new byte[usual];
    }

    /** Holds {@link #length} bytes of use from index 0 on; must not be kept longer than the block. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** The name of the file that the lines are from. */
    public String file() {
        if (file == null) {
            throw new IllegalStateException("Nothing was read yet");
        }
        return file;
    }

    /** The place of this block among those of its type, from 0 on without gaps. */
    public long sequence() {
        return sequence;
    }

    /** Whether it starts with the first line of its file. */
    public boolean isFirst() {
        return first;
    }

    /** Whether it holds but the beginning of one line that is longer than lines may be. */
    public boolean isOverlong() {
        return overlong;
    }

    /** Whether its last line may lack its end because the file is cut there. */
    public boolean isCut() {
        return cut;
    }
}
