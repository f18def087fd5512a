package org.almoner.server.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that was stopped by {@link UnknownSettings} to whoever started it. */
final class UnknownSettingsAnalyzer extends AbstractFailureAnalyzer<UnknownSettings> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnknownSettings cause) {
        return new FailureAnalysis(
                "There are no such settings:\n\n    " + String.join("\n    ", cause.complaints()),
                "Correct or remove them. docs/settings.md lists all there are.",
                cause);
    }
}
