package org.almoner.server.audit;

import org.almoner.server.syndication.SyndicationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts what happens to populations, feeds, jobs and extracts into the audit. */
@Component
final class SyndicationListener {

    private final Recorder recorder;

    SyndicationListener(Recorder recorder) {
        this.recorder = recorder;
    }

    @EventListener
    void on(SyndicationEvent event) {
        recorder.change(new Happening(
                name(event),
                event.failed() ? Outcome.FAILED : Outcome.DONE,
                event.organization(),
                event.clientId(),
                event.object(),
                event.detail(),
                null));
    }

    private static String name(SyndicationEvent event) {
        return switch (event) {
            case SyndicationEvent.PopulationAdded _ -> "population-added";
            case SyndicationEvent.PopulationChanged _ -> "population-changed";
            case SyndicationEvent.PopulationRemoved _ -> "population-removed";
            case SyndicationEvent.FeedAdded _ -> "feed-added";
            case SyndicationEvent.FeedChanged _ -> "feed-changed";
            case SyndicationEvent.FeedRemoved _ -> "feed-removed";
            case SyndicationEvent.JobQueued _ -> "job-queued";
            case SyndicationEvent.JobCancelled _ -> "job-cancelled";
            case SyndicationEvent.JobFailed _ -> "job-failed";
            case SyndicationEvent.ExtractReleased _ -> "extract-released";
            case SyndicationEvent.ExtractWithdrawn _ -> "extract-withdrawn";
            case SyndicationEvent.ExtractExpired _ -> "extract-expired";
            case SyndicationEvent.ExtractDeleted _ -> "extract-deleted";
        };
    }
}
