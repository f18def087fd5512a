package org.almoner.server.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where health and metrics are to be had.
 *
 * @param port a TCP port of their own for /actuator/**, which then asks for no token; without one they are on the main port, and all but
 *     health needs the scope admin
 * @param bind the IP address that port listens on
 */
@ConfigurationProperties("almoner.management")
record ManagementSettings(
        @Nullable Integer port, @DefaultValue("127.0.0.1") String bind) {}
