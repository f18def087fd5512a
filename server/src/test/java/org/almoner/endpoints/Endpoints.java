package org.almoner.endpoints;

import org.almoner.server.access.Caller;
import org.almoner.server.access.OpenToAll;
import org.almoner.server.access.RequiresScope;
import org.almoner.server.access.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Endpoints that say whom they serve, and such that do not. */
public final class Endpoints {

    private Endpoints() {}

    @RestController
    public static class Declared {

        @GetMapping("/scoped")
        @RequiresScope(Scope.DOWNLOAD)
        public String scoped(Caller caller) {
            return caller.clientId();
        }

        @GetMapping("/open")
        @OpenToAll("a test")
        public String open() {
            return "";
        }
    }

    @RestController
    @RequiresScope(Scope.ADMIN)
    public static class DeclaredAsAWhole {

        @GetMapping("/whole")
        public String whole(Caller caller) {
            return caller.clientId();
        }

        @GetMapping("/whole/but-this")
        @OpenToAll("a test")
        public String butThis() {
            return "";
        }
    }

    @RestController
    public static class HalfDeclared {

        @GetMapping("/half")
        @OpenToAll("a test")
        public String declared() {
            return "";
        }

        @PostMapping("/half")
        public String forgotten() {
            return "";
        }
    }

    @RestController
    public static class OpenWithCaller {

        @GetMapping("/open-with-caller")
        @OpenToAll("a test")
        public String open(Caller caller) {
            return caller.clientId();
        }
    }

    @RestController
    public static class Undecided {

        @GetMapping("/undecided")
        @OpenToAll("a test")
        @RequiresScope(Scope.ADMIN)
        public String undecided() {
            return "";
        }
    }

    /** An endpoint as a function, which has no place for an annotation. */
    public static class Routed {

        @Bean
        public RouterFunction<ServerResponse> route() {
            return RouterFunctions.route()
                    .GET("/routed", _ -> ServerResponse.ok().build())
                    .build();
        }
    }

    /** An endpoint that is mapped by its bean's name. */
    public static class Named {

        @Bean("/named")
        public HttpRequestHandler handler() {
            return (_, _) -> {};
        }
    }
}
