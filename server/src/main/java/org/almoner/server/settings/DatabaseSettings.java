package org.almoner.server.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the metadata is kept.
 *
 * @param url where it is: jdbc:postgresql://HOST/DATABASE for PostgreSQL, of version 15 or later
 * @param user whom the database knows the server as
 * @param password what the database knows the server by
 */
@ConfigurationProperties("almoner.database")
record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") Secret password) {}
