package org.almoner.client.http;

import java.net.http.HttpClient;

/**
 * How exchanges are made.
 *
 * @param http must not follow redirects: credentials would go with them
 * @param userAgent what the server's log calls this program
 */
public record Wire(HttpClient http, Timeouts timeouts, Patience patience, String userAgent, CallListener listener) {}
