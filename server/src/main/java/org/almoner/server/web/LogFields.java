package org.almoner.server.web;

/** The fields that every line logged during a request carries. */
final class LogFields {

    static final String REQUEST_ID = "request_id";
    static final String ORGANIZATION = "organization";
    static final String CLIENT = "client";

    private LogFields() {}
}
