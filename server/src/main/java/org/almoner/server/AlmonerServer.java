package org.almoner.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** The service. Each direct subpackage is a feature that shows others only its public types. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(systemName = "Almoner")
public class AlmonerServer {

    public static void main(String[] args) {
        SpringApplication.run(AlmonerServer.class, args);
    }
}
