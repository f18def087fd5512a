package org.almoner.server.storage;

/**
 * How large the parts of an upload to S3 are. It depends on nothing but a part's number, so that an upload can be continued
 * by whoever finds it; and it grows, so that the 10 000 parts that S3 allows hold 352 GB, while an upload of usual length
 * needs no more than 8 MB of memory.
 */
final class PartSize {

    private static final int FIRST = 8 << 20;
    private static final int PARTS_OF_A_SIZE = 1250;

    private PartSize() {}

    /**
     * The size of a part in bytes.
     *
     * @param number 1 to 10 000
     */
    static int of(int number) {
        return FIRST * ((number - 1) / PARTS_OF_A_SIZE + 1);
    }
}
