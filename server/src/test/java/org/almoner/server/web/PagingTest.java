package org.almoner.server.web;

import java.util.HashMap;
import java.util.Map;

import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PagingTest {

    @Test
    void withoutParametersItIsTheFirstPageOfTen() {
        assertThat(Paging.of(Map.of())).isEqualTo(new Paging(1, 10));
    }

    @ParameterizedTest
    @CsvSource({
        "page=3, 3, 10",
        "current_page=3, 3, 10",
        "page=3&current_page=3, 3, 10",
        "page_size=1000, 1, 1000",
        "page=007&page_size=5, 7, 5",
        "page=9223372036854775807, 9223372036854775807, 10"
    })
    void whatIsAskedFor(String query, long page, int size) {
        assertThat(Paging.of(parameters(query))).isEqualTo(new Paging(page, size));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=9223372036854775808",
                "page=99999999999999999999999999",
                "page=",
                "page= ",
                "page=one",
                "page=1.0",
                "page=+1",
                "page=0x1",
                "page=\u0661",
                "page=1&current_page=2",
                "page=1&page=2",
                "page_size=0",
                "page_size=-1",
                "page_size=1001",
                "page_size=9223372036854775808",
                "page_size="
            })
    void whatIsRefusedInASentence(String query) {
        assertThatThrownBy(() -> Paging.of(parameters(query)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("page")
                .hasMessageEndingWith(".");
    }

    @Test
    void theOffsetOfThePageBeyondAllNumbersIsTheLargestNumber() {
        assertThat(new Paging(3, 10).offset()).isEqualTo(20);
        assertThat(new Paging(Long.MAX_VALUE, 1000).offset()).isEqualTo(Long.MAX_VALUE);
        assertThat(new Paging(Long.MAX_VALUE, 1).offset()).isEqualTo(Long.MAX_VALUE - 1);
    }

    @Test
    void aListingOfOnePageHasNoLinks() {
        assertThat(links(new Paging(1, 10), 10, "")).isNull();
        assertThat(links(new Paging(1, 10), 0, "")).isNull();
    }

    @Test
    void linksLeadToTheOtherPagesAndKeepTheQuery() {
        assertThat(links(new Paging(2, 10), 35, "latest=false&page=2&x=%20&page_size=10&current_page=2"))
                .isEqualTo("<http://localhost/list?latest=false&x=%20&page=1&page_size=10>; rel=\"first\", "
                        + "<http://localhost/list?latest=false&x=%20&page=1&page_size=10>; rel=\"prev\", "
                        + "<http://localhost/list?latest=false&x=%20&page=3&page_size=10>; rel=\"next\", "
                        + "<http://localhost/list?latest=false&x=%20&page=4&page_size=10>; rel=\"last\"");
    }

    @Test
    void fromPastTheEndThePreviousPageIsTheLast() {
        assertThat(links(new Paging(9, 10), 35, "page=9"))
                .contains("<http://localhost/list?page=4&page_size=10>; rel=\"prev\"")
                .doesNotContain("next");
    }

    @Test
    void linksBeginWithTheAddressThatClientsKnow() {
        var request = new MockHttpServletRequest("GET", "/list");
        new BaseUrl("https://files.example.org/almoner/").setServletContext(request.getServletContext());
        var response = new MockHttpServletResponse();

        PageLinks.add(request, response, new Paging(1, 10), 11);

        assertThat(response.getHeader("Link"))
                .startsWith("<https://files.example.org/almoner/list?page=1&page_size=10>; rel=\"first\"")
                .doesNotContain("localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "files.example.org",
                "ftp://files.example.org",
                "https://",
                "https:files",
                "/almoner",
                "https://a?b",
                "https://a#b",
                "https://a b"
            })
    void anAddressThatNoPathCanBePutBehindStopsTheStart(String setting) {
        assertThatThrownBy(() -> new BaseUrl(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("almoner.base-url must be");
    }

    private static @Nullable String links(Paging paging, long total, String query) {
        var request = new MockHttpServletRequest("GET", "/list");
        request.setQueryString(query);
        var response = new MockHttpServletResponse();
        PageLinks.add(request, response, paging, total);
        return response.getHeader("Link");
    }

    private static Map<String, String[]> parameters(String query) {
        var parameters = new HashMap<String, String[]>();
        for (var part : query.split("&", -1)) {
            var pair = part.split("=", 2);
            parameters.merge(pair[0], new String[] {pair[1]}, (one, other) -> new String[] {one[0], other[0]});
        }
        return parameters;
    }
}
