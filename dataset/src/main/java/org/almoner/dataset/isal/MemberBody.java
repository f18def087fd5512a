package org.almoner.dataset.isal;

import java.util.zip.ZipException;

/**
 * What unpacks one gzip member after the other, each without its header, and checks its trailer (RFC 1952, section 2.3.1). For one thread
 * at a time.
 */
public sealed interface MemberBody extends AutoCloseable permits IsalInflate.Members, JdkInflate {

    /**
     * The fastest that this machine has.
     *
     * @param room how many packed bytes can be loaded at once
     */
    static MemberBody open(int room) {
        return IsalInflate.load().<MemberBody>map(isal -> isal.members(room)).orElseGet(JdkInflate::new);
    }

    /** A member begins, with what comes after its header. */
    void begin();

    /** Takes packed bytes, in the place of those before. They are not to be changed before the next. */
    void load(byte[] packed, int length);

    /**
     * Unpacks as much as there is, and as there is room for. Nothing comes of it if it wants more input.
     *
     * @param position of the next packed byte among those that were loaded
     * @param available how many of them there are
     * @return how many bytes were unpacked
     * @throws ZipException if they are no deflated data, or checksum or length is not that of what they hold
     */
    int unpack(int position, int available, byte[] into, int offset, int length) throws ZipException;

    /** How many packed bytes the last call took. */
    int consumed();

    /** Whether the member has ended, and its trailer was right; also before the first. */
    boolean ended();

    @Override
    void close();
}
