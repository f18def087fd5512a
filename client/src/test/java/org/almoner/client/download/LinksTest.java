package org.almoner.client.download;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.failure.Problem;
import org.almoner.client.golden.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LinksTest {

    private final FakeTime time = new FakeTime();
    private final AtomicInteger minted = new AtomicInteger();
    private final Links links = new Links(
            new Source() {
                @Override
                public Link first() {
                    return again(link(0), refusal());
                }

                @Override
                public Link again(Link refused, AlmonerException.Refused why) {
                    return link(minted.incrementAndGet());
                }
            },
            time,
            () -> {});

    @Test
    void aNewLinkThatIsRefusedAtOnceIsTheLast() {
        links.renew(links.current(), refusal());
        var why = refusal();
        assertThatThrownBy(() -> links.renew(links.current(), why)).isSameAs(why);
        assertThat(minted).hasValue(2);
    }

    @Test
    void oneThatWasGoodForAWhileIsNot() {
        links.renew(links.current(), refusal());
        links.tried(links.current());
        links.renew(links.current(), refusal());
        assertThat(minted).hasValue(3);
    }

    @Test
    void oneThatRanOutBeforeItWasUsedIsNotButNotForEver() {
        for (int i = 0; i < 8; i++) {
            links.renew(links.current(), refusal());
            time.pass(Duration.ofSeconds(2));
        }
        assertThat(minted).hasValue(9);
        var why = refusal();
        assertThatThrownBy(() -> links.renew(links.current(), why)).isSameAs(why);
    }

    @Test
    void whoeverComesLateFindsTheNewOne() {
        var old = links.current();
        links.renew(old, refusal());
        links.renew(old, refusal());
        assertThat(minted).hasValue(2);
    }

    private static Link link(int number) {
        return new Link(URI.create("http://files.example.org/?" + number), null);
    }

    private static AlmonerException.Refused refusal() {
        return AlmonerException.Refused.of(
                new Problem(403, Problem.BLANK, "AccessDenied", "Request has expired", null), Optional.empty());
    }
}
