package org.almoner.dataset.definition;

/** What fills one file of an extract, as it is written down. */
public sealed interface EntityDefinition permits ViewEntity, SqlEntity {

    /** {@code Entity} or {@code Entity_SubEntity}; the extract's file is called after it. */
    String name();

    /** The file of the data set that holds it, to be named in messages. */
    String fileName();
}
