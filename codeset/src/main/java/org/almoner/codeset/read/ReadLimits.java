package org.almoner.codeset.read;

/**
 * How much is taken from a file that nobody has looked at yet.
 *
 * @param record bytes of one record
 * @param fields of one record
 * @param entries of one ZIP
 * @param ratio how many times its size in the ZIP a file may unpack to, beyond the first 16 MiB. What text there is comes to 20 or so;
 *     deflate can make a thousand
 */
public record ReadLimits(int record, int fields, int entries, int ratio) {

    public static final ReadLimits USUAL = new ReadLimits(4 << 20, 4096, 20_000, 200);
}
