package org.almoner.bench.measure;

import java.util.Locale;

/** A report in Markdown, line by line. */
public final class ReportText {

    private final StringBuilder text = new StringBuilder();

    /** Begins with the machine, and what else the figures depend on. */
    public ReportText(Machine machine, String more) {
        line(
                "%s, %d cores, %d GiB, load before %.2f, %s; %s",
                machine.processor(), machine.cores(), machine.memory() >> 30, machine.load(), machine.jdk(), more);
        blank();
    }

    /** @param form as {@link String#format} takes it */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be the only thing of its library here
    public void line(String form, Object... values) {
        text.append(String.format(Locale.ROOT, form, values)).append('\n');
    }

    public void blank() {
        text.append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
