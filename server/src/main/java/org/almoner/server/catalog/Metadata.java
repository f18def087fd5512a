package org.almoner.server.catalog;

/** One thing that a publisher says of a version. */
record Metadata(String name, String value) {

    Metadata {
        name = Texts.line("name", name, 200);
        value = Texts.text("value", value, 4000);
    }
}
