package org.almoner.server.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.context.ServletContextAware;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where clients reach the server: what the setting {@code almoner.base-url} says, or else where a request was sent to. */
@Component
public final class BaseUrl implements ServletContextAware {

    private static final String ATTRIBUTE = BaseUrl.class.getName();

    private final Optional<String> setting;

    /** @throws IllegalArgumentException if the setting is no address that a path could be put behind */
    public BaseUrl(@Value("${almoner.base-url:}") String setting) {
        this.setting = setting.isBlank() ? Optional.empty() : Optional.of(checked(setting.strip()));
    }

    private static String checked(String setting) {
        try {
            var uri = new URI(setting);
            var web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return setting.replaceFirst("/+$", "");
            }
        } catch (URISyntaxException _) {
            // Answered below like everything else that it cannot be.
        }
        throw new IllegalArgumentException(
                "almoner.base-url must be an address such as https://files.example.org, but is " + setting);
    }

    /** What the setting says, without a slash at the end; empty if nothing is set. */
    public Optional<String> setting() {
        return setting;
    }

    /** The address of the server as the sender of a request knows it, without a slash at the end. */
    public static String of(HttpServletRequest request) {
        return request.getServletContext().getAttribute(ATTRIBUTE) instanceof BaseUrl known
                ? known.setting.orElseGet(() -> asked(request))
                : asked(request);
    }

    private static String asked(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request).toUriString();
    }

    /** So that those who have no more than a request can ask, too. */
    @Override
    public void setServletContext(ServletContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }
}
