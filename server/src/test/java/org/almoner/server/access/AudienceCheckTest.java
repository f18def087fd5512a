package org.almoner.server.access;

import java.util.List;
import java.util.stream.Stream;

import org.almoner.endpoints.Endpoints;
import org.almoner.server.TestServer;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An endpoint that declares no access must not start. */
class AudienceCheckTest {

    @EnableWebMvc
    static class Mvc implements WebMvcConfigurer {

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new CallerResolver());
        }
    }

    /** Spring MVC with the check and little else. */
    private static void start(Class<?>... endpoints) {
        try (var context = new AnnotationConfigWebApplicationContext()) {
            context.setServletContext(new MockServletContext());
            context.register(
                    Stream.concat(Stream.of(Mvc.class, Audiences.class, AudienceCheck.class), Stream.of(endpoints))
                            .toArray(Class<?>[]::new));
            context.refresh();
        }
    }

    @Test
    void stopsTheServerAndNamesTheEndpoint() {
        assertThatThrownBy(() -> TestServer.startWith(List.of(Endpoints.HalfDeclared.class)))
                .hasMessageContaining("@RequiresScope or @OpenToAll")
                .hasMessageContaining("/half (HalfDeclared.forgotten)")
                .message()
                .doesNotContain("HalfDeclared.declared");
    }

    @Test
    void letsEndpointsStartThatDeclareTheirAudience() {
        assertThatCode(() -> start(Endpoints.Declared.class, Endpoints.DeclaredAsAWhole.class))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesACallerWhereAnybodyMayCome() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start(Endpoints.OpenWithCaller.class))
                .withMessageContaining("OpenWithCaller.open), which takes a Caller");
    }

    @Test
    void refusesTwoAudiencesAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start(Endpoints.Undecided.class))
                .withMessageContaining("decide for one");
    }

    @Test
    void refusesEndpointsThatCannotDeclareAnything() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start(Endpoints.Routed.class))
                .withMessageContaining("RouterFunctionMapping");
        assertThatIllegalStateException()
                .isThrownBy(() -> start(Endpoints.Named.class))
                .withMessageContaining("/named");
    }
}
