package org.almoner.client.syndication;

/** Whether an extract holds all, or what has changed since the one that it is based on. */
public enum ExtractType {
    COMPLETE,
    INCREMENTAL
}
