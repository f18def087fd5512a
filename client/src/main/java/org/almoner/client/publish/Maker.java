package org.almoner.client.publish;

import java.util.Optional;
import java.util.function.Supplier;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Patience;

/** Makes things on a server once, although answers may be lost: before it makes one again, it looks whether it is there. */
final class Maker {

    private final Patience patience;

    Maker(Patience patience) {
        this.patience = patience;
    }

    /** @param look finds what an attempt made whose answer was lost */
    <T> T make(Supplier<T> make, Supplier<Optional<T>> look) {
        var attempts = patience.begin();
        while (true) {
            try {
                return make.get();
            } catch (AlmonerException e) {
                attempts.waitIfPassing(e);
                var made = look.get();
                if (made.isPresent()) {
                    return made.get();
                }
            }
        }
    }
}
