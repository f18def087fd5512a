package org.almoner.bench.download;

import java.util.Collections;
import java.util.Optional;

import org.almoner.bench.download.Nginx.AccessLog;

/** Another nginx in the challenger's place. What it differs by is the noise of the measurement. */
final class NginxAgain implements Challenger {

    private static final int LISTED = 10;

    private final Nginx nginx;

    NginxAgain(Nginx nginx) {
        this.nginx = nginx;
    }

    @Override
    public String name() {
        return "nginx again";
    }

    @Override
    public Contender start() {
        return nginx.start(name(), AccessLog.OFF);
    }

    /** Something of about the length of a page of versions. */
    @Override
    public String listing() {
        var version = "{\"version_name\":\"%s\"}".formatted("2026 Release ".repeat(30));
        return "{\"current_page\":1,\"total\":10,\"page_size\":10,\"items\":["
                + String.join(",", Collections.nCopies(LISTED, version)) + "]}";
    }

    @Override
    public Contender startSmall() {
        return nginx.start("nginx small", AccessLog.OFF);
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public Optional<GcLog> garbage() {
        return Optional.empty();
    }
}
