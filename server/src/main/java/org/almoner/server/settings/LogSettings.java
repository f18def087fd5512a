package org.almoner.server.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the log looks like.
 *
 * @param format {@code text} for people; {@code ecs} (Elastic Common Schema) or {@code logstash} for one JSON object per line
 */
@ConfigurationProperties("almoner.log")
record LogSettings(@DefaultValue("text") Format format) {

    enum Format {
        TEXT,
        ECS,
        LOGSTASH
    }
}
