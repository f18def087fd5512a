package org.almoner.server.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that was stopped by {@link OldDatabase} to whoever started it. */
final class OldDatabaseAnalyzer extends AbstractFailureAnalyzer<OldDatabase> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, OldDatabase cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "Upgrade it, or set almoner.database.url to another.", cause);
    }
}
