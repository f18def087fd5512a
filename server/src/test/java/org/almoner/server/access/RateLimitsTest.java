package org.almoner.server.access;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.bucket4j.TimeMeter;
import org.almoner.server.failure.TooMany;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateLimitsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final RateLimits limits = new RateLimits(new RateLimitSettings(10, 20, 6), new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void ask(String client, int times) {
        for (int i = 0; i < times; i++) {
            limits.countRequest(client);
        }
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            limits.countFailedToken(address);
        }
    }

    @Test
    void letABurstThroughAndThenTheRate() {
        ask("client", 20);

        assertThatExceptionOfType(TooMany.class)
                .isThrownBy(() -> ask("client", 1))
                .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofMillis(100)));
        pass(Duration.ofMillis(100));
        ask("client", 1);
        assertThatExceptionOfType(TooMany.class).isThrownBy(() -> ask("client", 1));
        pass(Duration.ofSeconds(1));
        ask("client", 10);
        assertThatExceptionOfType(TooMany.class).isThrownBy(() -> ask("client", 1));
    }

    @Test
    void countEachClientForItself() {
        ask("one", 20);

        assertThatCode(() -> ask("another", 20)).doesNotThrowAnyException();
    }

    @Test
    void makeAnAddressWaitThatFailedTooOften() {
        fail("192.0.2.1", 5);
        limits.checkFailedTokens("192.0.2.1");

        fail("192.0.2.1", 1);
        assertThatExceptionOfType(TooMany.class)
                .isThrownBy(() -> limits.checkFailedTokens("192.0.2.1"))
                .satisfies(e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(10)));
        assertThatCode(() -> limits.checkFailedTokens("192.0.2.2")).doesNotThrowAnyException();

        pass(Duration.ofSeconds(10));
        assertThatCode(() -> limits.checkFailedTokens("192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void takeANetworkOfIpv6AsOneAddress() {
        fail("2001:db8:1:2::1", 3);
        fail("2001:db8:1:2:ffff::2", 3);

        assertThatExceptionOfType(TooMany.class).isThrownBy(() -> limits.checkFailedTokens("2001:db8:1:2::3"));
        assertThatCode(() -> limits.checkFailedTokens("2001:db8:1:3::1")).doesNotThrowAnyException();
    }

    @Test
    void countUnknownAddressesTogether() {
        fail("not an address", 6);

        assertThatExceptionOfType(TooMany.class).isThrownBy(() -> limits.checkFailedTokens("not an address"));
        assertThatCode(() -> limits.checkFailedTokens(null)).doesNotThrowAnyException();
    }

    @Test
    void areNoneWhereTheSettingIsZero() {
        var none = new RateLimits(new RateLimitSettings(0, 1, 0), TimeMeter.SYSTEM_NANOTIME);
        for (int i = 0; i < 100; i++) {
            none.countRequest("client");
            none.countFailedToken("192.0.2.1");
        }

        assertThatCode(() -> none.checkFailedTokens("192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void refuseSettingsThatMakeNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimitSettings(-1, 1, 1))
                .withMessageContaining("almoner.rate-limit.requests-per-second");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimitSettings(1, 0, 1))
                .withMessageContaining("almoner.rate-limit.burst");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimitSettings(1, 1, -1))
                .withMessageContaining("almoner.rate-limit.failed-tokens-per-minute");
    }
}
