package org.almoner.server.notification;

import java.util.List;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Stores events within the transaction that causes them, and has those who wait look once it is committed. */
final class Announcer {

    private final EventLog events;
    private final Arrivals arrivals;
    private final List<Arrival> others;

    /** @param others who hear of commits besides */
    Announcer(EventLog events, Arrivals arrivals, List<Arrival> others) {
        this.events = events;
        this.arrivals = arrivals;
        this.others = List.copyOf(others);
    }

    /** @throws IllegalStateException if there is no transaction: the event could be told without having happened, or the other way round */
    void announce(List<Event.New> some) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("An event must be announced in the transaction that causes it: " + some);
        }
        events.add(some);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                arrivals.committed();
                others.forEach(Arrival::eventsCommitted);
            }
        });
    }
}
