package org.almoner.engines;

import org.almoner.server.syndication.ExtractEngine;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Gives a server the {@link SlowEngine}; found through {@code META-INF/spring.factories}. */
public final class Registration implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        context.registerBean(ExtractEngine.class, SlowEngine::new);
    }
}
