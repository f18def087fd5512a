package org.almoner.server.notification;

import java.time.Clock;
import java.util.List;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.syndication.SyndicationEvent;
import org.almoner.server.syndication.SyndicationEvent.Released;
import org.almoner.server.web.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What clients are told of extracts. */
@Component
final class SyndicationAnnouncements {

    private final Announcer announcer;
    private final Clock clock;

    SyndicationAnnouncements(Announcer announcer, Clock clock) {
        this.announcer = announcer;
        this.clock = clock;
    }

    @EventListener
    void on(SyndicationEvent event) {
        switch (event) {
            case SyndicationEvent.ExtractReleased released ->
                announce(EventType.EXTRACT_RELEASED, released.extract(), null);
            case SyndicationEvent.ExtractWithdrawn withdrawn ->
                announce(EventType.EXTRACT_WITHDRAWN, withdrawn.extract(), withdrawn.reason());
            case SyndicationEvent.ExtractExpired expired ->
                announce(EventType.EXTRACT_EXPIRED, expired.extract(), null);
            case SyndicationEvent.PopulationAdded _,
                    SyndicationEvent.PopulationChanged _,
                    SyndicationEvent.PopulationRemoved _,
                    SyndicationEvent.FeedAdded _,
                    SyndicationEvent.FeedChanged _,
                    SyndicationEvent.FeedRemoved _,
                    SyndicationEvent.JobQueued _,
                    SyndicationEvent.JobCancelled _,
                    SyndicationEvent.JobFailed _,
                    SyndicationEvent.ExtractDeleted _ -> {}
        }
    }

    private void announce(EventType type, Released extract, @Nullable String reason) {
        announcer.announce(List.of(new Event.New(
                type,
                Timestamps.now(clock),
                new Audience.OfOrganization(new OrganizationId(extract.owner())),
                Subject.OfExtract.of(extract, reason))));
    }
}
