package org.almoner.server.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import org.almoner.server.MovableClock;
import org.almoner.server.TestDatabase;
import org.almoner.server.failure.NotFound;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@EnumSource
class SigningKeysTest {

    private static final Duration UNTIL_IT_SIGNS = SigningKeys.LEAD.plusSeconds(1);

    private final TestDatabase database;

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private DataSource shared;
    private Node node;

    SigningKeysTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        shared = database.fresh();
        node = new Node(shared, clock);
    }

    @Test
    void areTheSameForEveryNodeAndAfterARestart() {
        var first = node.keys.current();

        assertThat(new Node(shared, clock).keys.current()).isEqualTo(first);
    }

    @Test
    void areMadeOnceHoweverManyNodesStartAtOnce() throws Exception {
        var start = new CountDownLatch(1);
        Callable<String> begin = () -> {
            start.await();
            return new Node(shared, clock).keys.current();
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var nodes = Stream.generate(() -> threads.submit(begin)).limit(4).toList();
            start.countDown();
            for (var other : nodes) {
                assertThat(other.get()).isEqualTo(node.keys.current());
            }
        }
    }

    @Test
    void publishTheNextKeyBeforeItSigns() {
        var first = node.keys.current();

        var second = node.keys.rotate();

        assertThat(second).isNotEqualTo(first);
        assertThat(published(node)).containsExactlyInAnyOrder(first, second);
        assertThat(node.keys.current()).isEqualTo(first);

        clock.forward(UNTIL_IT_SIGNS);
        assertThat(node.keys.current()).isEqualTo(second);
    }

    @Test
    void reachTheOtherNodesBeforeTheySign() {
        var other = new Node(shared, clock);
        other.keys.current();

        var second = node.keys.rotate();
        other.keys.refresh();

        assertThat(published(other)).contains(second);
    }

    @Test
    void verifyUntilTheLastTokenTheySignedHasExpired() {
        var first = node.keys.current();
        node.keys.rotate();

        clock.forward(UNTIL_IT_SIGNS.plus(Node.TOKEN_LIFETIME));
        node.keys.refresh();
        assertThat(published(node)).contains(first);

        clock.forward(SigningKeys.SLACK);
        node.keys.refresh();
        assertThat(published(node)).doesNotContain(first).hasSize(1);

        node.keys.sweep();
        assertThat(node.jdbc
                        .sql("select count(*) from signing_key")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void rotateBySchedule() {
        var first = node.keys.current();

        node.keys.rotateIfDue();
        assertThat(published(node)).containsExactly(first);

        clock.forward(Duration.ofDays(90));
        node.keys.rotateIfDue();
        node.keys.rotateIfDue();
        assertThat(published(node)).hasSize(2);
    }

    @Test
    void rotateOnceForAllNodes() {
        node.keys.current();
        var other = new Node(shared, clock);
        other.keys.current();
        clock.forward(Duration.ofDays(90));

        node.keys.rotateIfDue();
        // Has not heard of it, and tries the same.
        other.keys.rotateIfDue();

        assertThat(published(other)).hasSize(2).containsExactlyInAnyOrderElementsOf(published(node));
    }

    @Test
    void areWorthNothingOnceWithdrawn() {
        var other = new Node(shared, clock);
        var leaked = node.keys.current();
        assertThat(other.keys.current()).isEqualTo(leaked);

        node.keys.withdraw(leaked);

        assertThat(node.keys.verifies(leaked)).isFalse();
        assertThat(published(node)).hasSize(1).doesNotContain(leaked);
        assertThat(node.keys.current()).isEqualTo(published(node).getFirst());
        other.keys.refresh();
        assertThat(other.keys.verifies(leaked)).isFalse();
        assertThat(other.keys.current()).isEqualTo(node.keys.current());
        assertThat(new Node(shared, clock).keys.current()).isEqualTo(node.keys.current());
        assertThat(node.events).last().isEqualTo(new AccessEvent.KeyWithdrawn(null, null, leaked));
    }

    @Test
    void areReplacedIfWithdrawnBeforeTheySign() {
        var first = node.keys.current();
        var next = node.keys.rotate();

        node.keys.withdraw(next);

        assertThat(node.keys.verifies(next)).isFalse();
        assertThat(node.keys.current()).isNotIn(first, next);
        clock.forward(UNTIL_IT_SIGNS.plus(Node.TOKEN_LIFETIME).plus(SigningKeys.SLACK));
        node.keys.refresh();
        assertThat(published(node)).containsExactly(node.keys.current());
    }

    @Test
    void areWithdrawnWithoutAnotherIfTheySignNoMore() {
        var first = node.keys.current();
        var second = node.keys.rotate();
        clock.forward(UNTIL_IT_SIGNS);

        node.keys.withdraw(first);

        assertThat(published(node)).containsExactly(second);
        assertThat(node.keys.current()).isEqualTo(second);
    }

    @Test
    void areKnownByTheirIds() {
        var only = node.keys.current();

        assertThatThrownBy(() -> node.keys.withdraw("no-such-key")).isInstanceOf(NotFound.class);
        assertThat(published(node)).containsExactly(only);
    }

    @Test
    void areNotReadableWithoutTheMasterKey() {
        node.keys.current();

        assertThat(node.jdbc
                        .sql("select private_key from signing_key")
                        .query(String.class)
                        .single())
                .doesNotContain("\"d\"")
                .doesNotContain("\"kty\"");
        var stranger = new Node(shared, clock, Node.anotherMasterKey(folder));
        assertThatIllegalStateException().isThrownBy(stranger.keys::current).withMessageContaining("master key");
    }

    @Test
    void doNotPrintTheirPrivateHalf() {
        node.keys.current();
        var key = (RSAKey) all(node).getFirst();

        assertThat(new SigningKey(1, key, clock.instant(), null).toString())
                .doesNotContain(key.getPrivateExponent().toString());
    }

    private static List<String> published(Node node) {
        return all(node).stream().map(JWK::getKeyID).toList();
    }

    private static List<JWK> all(Node node) {
        return node.keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
    }
}
