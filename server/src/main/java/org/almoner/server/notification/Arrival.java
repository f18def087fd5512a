package org.almoner.server.notification;

/** Hears at once that this node has committed events; the port of features that tell of events in their own way. */
public interface Arrival {

    /** There may be new events. Called after the commit, and returns at once. */
    void eventsCommitted();
}
