package org.almoner.server.catalog;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VersionStateTest {

    @Test
    void theLifeOfAVersionIsALine() {
        var moves = Arrays.stream(VersionState.values())
                .flatMap(from -> Arrays.stream(VersionState.values())
                        .filter(from::mayBecome)
                        .map(to -> from.wireName() + " -> " + to.wireName()))
                .collect(Collectors.toList());

        assertThat(moves).containsExactly("draft -> committed", "committed -> retracted");
    }
}
