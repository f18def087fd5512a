package org.almoner.dataset.engine;

/**
 * Something in the source that no rows can be had from.
 *
 * @param file its name
 * @param line from 1 on; 0 if it is about the file as a whole
 * @param reason for people; names what was found
 */
public record Problem(String file, long line, String reason) {

    @Override
    public String toString() {
        return (line == 0 ? file : file + ", line " + line) + ": " + reason;
    }
}
