package org.almoner.server.web;

import java.util.Optional;

/**
 * Finds, among the causes of a failed conversion, the sentence in which one of our own types refused a value: records such
 * as a mnemonic say in their constructors what they accept. What a library says is for programmers, and stays inside.
 */
final class OwnWords {

    private static final String OURS = "org.almoner.";

    private OwnWords() {}

    static Optional<String> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var stack = cause.getStackTrace();
            if (cause instanceof IllegalArgumentException
                    && cause.getMessage() != null
                    && stack.length > 0
                    && stack[0].getClassName().startsWith(OURS)) {
                var sentence = cause.getMessage();
                return Optional.of(sentence.endsWith(".") ? sentence : sentence + ".");
            }
        }
        return Optional.empty();
    }
}
