package org.almoner.server.catalog;

/** One thing that a publisher says of a version. */
record Metadata(String name, String value) {}
