package org.almoner.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.modulith.Modulithic;

/** The service. Each direct subpackage is a feature that shows others only its public types. */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class) // web's error valve answers instead
@ConfigurationPropertiesScan
@Modulithic(systemName = "Almoner")
public class AlmonerServer {

    public static void main(String[] args) {
        SpringApplication.run(AlmonerServer.class, args);
    }
}
