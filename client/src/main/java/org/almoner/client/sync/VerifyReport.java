package org.almoner.client.sync;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a copy was found, for programs.
 *
 * @param sound whether everything that the copy has noted is there and right
 * @param files those that were looked at, in the order in which they came into the copy
 * @param signatures those that were looked at
 * @param unfinished what the copy does not have all files of, by the names of its addresses: for {@code almoner sync} to finish
 */
public record VerifyReport(
        int report,
        String folder,
        boolean sound,
        Instant begun,
        Instant ended,
        List<File> files,
        List<Signature> signatures,
        List<String> unfinished) {

    /** The form of this document. */
    public static final int FORM = 1;

    static VerifyReport of(
            Path folder,
            Instant begun,
            Instant ended,
            List<File> files,
            List<Signature> signatures,
            List<String> unfinished) {
        boolean sound = unfinished.isEmpty()
                && files.stream().allMatch(file -> file.state() == State.SOUND || file.state() == State.REPAIRED)
                && signatures.stream().allMatch(signature -> signature.problem() == null);
        return new VerifyReport(FORM, folder.toString(), sound, begun, ended, files, signatures, unfinished);
    }

    /** How a file was found. */
    public enum State {
        /** Its bytes are those that were noted. */
        SOUND,
        /** Its bytes are others. */
        DAMAGED,
        /** It is not there. */
        MISSING,
        /** It could not be read. */
        UNREADABLE,
        /** It was damaged or missing, and is sound now. */
        REPAIRED
    }

    /**
     * How a file was found.
     *
     * @param detail more of a file that is not sound; null of one that is
     */
    public record File(
            String path, State state, long size, @Nullable String detail) {}

    /**
     * How a signed manifest was found.
     *
     * @param path where it lies, from the copy's folder on
     * @param signer the key that it is to be signed with
     * @param problem what is wrong with it; null if nothing is
     */
    public record Signature(
            String path, String signer, @Nullable String problem) {}
}
