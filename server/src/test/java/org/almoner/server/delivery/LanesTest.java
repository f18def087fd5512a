package org.almoner.server.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LanesTest {

    private final Lanes lanes = new Lanes(100);

    private List<Lanes.Place> take(int most, UUID recipient, boolean failing) {
        var places = new ArrayList<Lanes.Place>();
        for (int number = 0; number < most; number++) {
            lanes.place(recipient, failing).ifPresent(places::add);
        }
        return places;
    }

    @Test
    void noRecipientTakesAllPlaces() {
        var places = take(100, UUID.randomUUID(), false);

        assertThat(places).hasSize(32);
        assertThat(lanes.room()).isEqualTo(68);
        places.forEach(Lanes.Place::leave);
        places.forEach(Lanes.Place::leave);
        assertThat(lanes.room()).isEqualTo(100);
    }

    @Test
    void allThoseInTroubleHaveHalfOfThePlacesAndOneEach() {
        var taken = 0;
        for (int number = 0; number < 100; number++) {
            taken += take(2, UUID.randomUUID(), true).size();
        }

        assertThat(taken).isEqualTo(50);
        assertThat(take(1, UUID.randomUUID(), false)).hasSize(1);
    }

    @Test
    void whoLeavesMakesRoomForOthersInTrouble() {
        for (int round = 0; round < 2; round++) {
            var places = new ArrayList<Lanes.Place>();
            for (int number = 0; number < 60; number++) {
                places.addAll(take(1, UUID.randomUUID(), true));
            }
            assertThat(places).hasSize(50);
            places.forEach(Lanes.Place::leave);
        }
    }

    @Test
    void whoWasSlowIsInTroubleUntilItIsQuickAgain() {
        var recipient = UUID.randomUUID();
        var waiting = take(2, recipient, false);

        lanes.was(recipient, true);
        assertThat(take(5, recipient, false)).isEmpty();
        assertThat(waiting).allMatch(Lanes.Place::overtakenByTrouble);
        waiting.forEach(Lanes.Place::leave);
        assertThat(take(5, recipient, false)).hasSize(1);

        lanes.was(recipient, false);
        assertThat(take(5, recipient, false)).hasSize(5);
    }
}
