package org.almoner.dataset.verify;

/**
 * Something that is wrong with an archive.
 *
 * @param archive its file name
 * @param file the file in it; empty if it is about the archive itself
 * @param line of the file, from 1 on; 0 if it is about the whole
 * @param reason for people
 */
public record Finding(String archive, String file, long line, String reason) {

    @Override
    public String toString() {
        return archive + (file.isEmpty() ? "" : ", " + file) + (line == 0 ? "" : ", line " + line) + ": " + reason;
    }
}
