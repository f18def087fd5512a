package org.almoner.dataset.text;

/**
 * What text may take in memory.
 *
 * @param row bytes of one row as written, with its hash and line end
 * @param block bytes of all rows of one block
 */
public record TextLimits(int row, int block) {

    public static final TextLimits DEFAULT = new TextLimits(64 << 20, 1 << 30);

    public TextLimits {
        if (row < 64 || block < row || block > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException(
                    "A row may have from 64 bytes to those of a block, which ends below 2 GiB; not " + row
                            + " in a block of " + block);
        }
    }
}
