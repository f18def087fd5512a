package org.almoner.server.sns;

/** An attribute of a message, of SNS's type String; not signed. */
public record MessageAttribute(String name, String value) {}
