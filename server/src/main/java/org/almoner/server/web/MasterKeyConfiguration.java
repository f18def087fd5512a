package org.almoner.server.web;

import java.nio.file.Path;
import java.security.SecureRandom;

import org.almoner.server.settings.Secret;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The master key of this installation: the setting {@code almoner.master-key}, or else a file in the data folder. */
@Configuration(proxyBeanMethods = false)
class MasterKeyConfiguration {

    @Bean
    MasterKey masterKey(
            @Value("${almoner.master-key:}") Secret setting, @Value("${almoner.data}") Path data, SecureRandom random) {
        return setting.isBlank()
                ? MasterKey.inFile(data.resolve("master.key"), random)
                : MasterKey.of(setting.reveal(), random);
    }

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }
}
