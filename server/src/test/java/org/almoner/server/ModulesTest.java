package org.almoner.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The map in ARCHITECTURE.md, held against the code. */
class ModulesTest {

    @Test
    void featuresMeetOnlyThroughWhatTheyOffer() {
        ApplicationModules.of(AlmonerServer.class).verify();
    }
}
