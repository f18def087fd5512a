package org.almoner.bench.download;

import java.time.Instant;
import java.util.List;

import org.almoner.bench.download.CaseResult.Failed;
import org.almoner.bench.measure.Machine;

/**
 * Everything that one run found.
 *
 * @param rounds how often each case was measured on each server
 * @param programs names and versions of what took part
 * @param contenders the servers, the first of which the others are compared with
 * @param slow one for each server; empty if that was not asked for
 */
record Report(
        Instant at,
        Machine machine,
        List<String> programs,
        Scale scale,
        int rounds,
        List<String> contenders,
        List<CaseResult> cases,
        List<SlowResult> slow) {

    /** Whether anything went wrong, so that the figures aren't whole. */
    boolean failed() {
        return cases.stream().anyMatch(Failed.class::isInstance)
                || slow.stream().anyMatch(result -> switch (result) {
                    case SlowResult.Failed _ -> true;
                    case SlowResult.Measured measured ->
                        !measured.outcome().failures().isEmpty();
                });
    }
}
