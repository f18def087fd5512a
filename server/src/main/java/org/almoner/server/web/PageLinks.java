package org.almoner.server.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/** The {@code Link} header of a page (RFC 8288): where the first, previous, next and last page are. */
public final class PageLinks {

    private static final Set<String> PAGING = Set.of("page", "current_page", "page_size");

    private PageLinks() {}

    /** Adds the header, unless the listing has one page and this is it. Other query parameters are kept as they are. */
    public static void add(HttpServletRequest request, HttpServletResponse response, Paging paging, long total) {
        var last = paging.lastPage(total);
        if (last == 1 && paging.page() == 1) {
            return;
        }
        var address = BaseUrl.of(request) + request.getRequestURI() + "?" + otherParameters(request);
        List<String> links = new ArrayList<>();
        links.add(link(address, paging, 1, "first"));
        if (paging.page() > 1) {
            // Past the end, the page before this one is as empty as this one: the last is where to go on reading.
            links.add(link(address, paging, Math.min(paging.page() - 1, last), "prev"));
        }
        if (paging.page() < last) {
            links.add(link(address, paging, paging.page() + 1, "next"));
        }
        links.add(link(address, paging, last, "last"));
        response.setHeader(HttpHeaders.LINK, String.join(", ", links));
    }

    private static String otherParameters(HttpServletRequest request) {
        var query = request.getQueryString();
        return query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(part -> !PAGING.contains(part.split("=", 2)[0]))
                        .map(part -> part + "&")
                        .collect(Collectors.joining());
    }

    private static String link(String address, Paging paging, long page, String relation) {
        return "<" + address + "page=" + page + "&page_size=" + paging.pageSize() + ">; rel=\"" + relation + "\"";
    }
}
