package org.almoner.server.sns;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a topic, as SNS bounds it: 1 to 256 letters, digits, hyphens and underscores of ASCII. */
public record TopicName(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,256}");

    public TopicName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Not the name of a topic: 1 to 256 letters, digits, hyphens and underscores are.");
        }
    }

    /** The name in a text that a stranger sent; empty if it cannot be one. */
    public static Optional<TopicName> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new TopicName(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
