package org.almoner.client.sync;

/** What is removed from a copy. Nothing is, before all that is to be in its place is there. */
public enum Removal {
    /** Versions that their publisher has retracted. */
    RETRACTED,
    /** Versions and extracts that are older than those that are to be kept. */
    SUPERSEDED,
    /** What the server does not list any more: expired, withdrawn, or not for this client any more. */
    UNLISTED,
    /** What no pattern of the settings fits any more. */
    NOT_CHOSEN
}
