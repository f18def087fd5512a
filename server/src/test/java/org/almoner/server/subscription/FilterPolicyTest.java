package org.almoner.server.subscription;

import java.util.Map;

import org.almoner.server.failure.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the Amazon SNS developer guide says of filter policies on message attributes. */
class FilterPolicyTest {

    private static final Map<String, String> MESSAGE =
            Map.of("store", "example_corp", "event", "order_cancelled", "customer_interests", "rugby");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A key for each attribute, one of whose values fits.
                "true  | {}",
                "true  | {\"store\":[\"example_corp\"]}",
                "true  | {\"store\":[\"other\",\"example_corp\"],\"event\":[\"order_cancelled\"]}",
                "false | {\"store\":[\"example_corp\"],\"event\":[\"order_placed\"]}",
                "false | {\"store\":[\"Example_corp\"]}",
                "false | {\"encrypted\":[\"false\"]}",
                "true  | {\"customer_interests\":[{\"prefix\":\"rug\"}]}",
                "false | {\"customer_interests\":[{\"prefix\":\"bas\"}]}",
                "false | {\"customer_interests\":[{\"prefix\":\"ugby\"}]}",
                "false | {\"encrypted\":[{\"prefix\":\"\"}]}",
                "true  | {\"customer_interests\":[{\"prefix\":\"bas\"},\"rugby\"]}",
                "true  | {\"customer_interests\":[{\"anything-but\":[\"tennis\",\"baseball\"]}]}",
                "false | {\"customer_interests\":[{\"anything-but\":[\"rugby\",\"tennis\"]}]}",
                "false | {\"customer_interests\":[{\"anything-but\":\"rugby\"}]}",
                "false | {\"encrypted\":[{\"anything-but\":[\"tennis\"]}]}",
                "false | {\"event\":[{\"anything-but\":{\"prefix\":\"order-\"}},{\"prefix\":\"x\"}],\"store\":[\"x\"]}",
                "true  | {\"event\":[{\"anything-but\":{\"prefix\":\"order-\"}}]}",
                "false | {\"event\":[{\"anything-but\":{\"prefix\":\"order_\"}}]}",
                "true  | {\"store\":[{\"exists\":true}]}",
                "false | {\"encrypted\":[{\"exists\":true}]}",
                "true  | {\"encrypted\":[{\"exists\":false}]}",
                "false | {\"store\":[{\"exists\":false}]}"
            })
    void aMessageFitsOrDoesNot(boolean fits, String policy) {
        assertThat(FilterPolicy.parse(policy).fits(MESSAGE)).isEqualTo(fits);
        assertThat(FilterPolicy.parse(FilterPolicy.parse(policy).json()).fits(MESSAGE))
                .isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"x\"",
                "{\"a\":\"x\"}",
                "{\"a\":[]}",
                "{\"a\":[1]}",
                "{\"a\":[null]}",
                "{\"a\":[{\"numeric\":[\"=\",1]}]}",
                "{\"a\":[{\"suffix\":\"x\"}]}",
                "{\"a\":[{\"prefix\":1}]}",
                "{\"a\":[{\"prefix\":\"x\",\"exists\":true}]}",
                "{\"a\":[{\"exists\":\"true\"}]}",
                "{\"a\":[{\"anything-but\":[]}]}",
                "{\"a\":[{\"anything-but\":[1]}]}",
                "{\"a\":[{\"anything-but\":{\"suffix\":\"x\"}}]}",
                "{\"a\":[\"x\"],\"a\":[\"y\"]}",
                "{\"a\":[\"x\"]} {}",
                "{\"a\":[\"1\"],\"b\":[\"1\"],\"c\":[\"1\"],\"d\":[\"1\"],\"e\":[\"1\"],\"f\":[\"1\"]}"
            })
    void whatIsNotUnderstoodIsRefused(String policy) {
        assertThatThrownBy(() -> FilterPolicy.parse(policy))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("filter_policy");
    }

    @Test
    void thereIsAnEndToIt() {
        var many = "\"x\",".repeat(150) + "\"x\"";
        assertThatThrownBy(() -> FilterPolicy.parse("{\"a\":[" + many + "]}")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> FilterPolicy.parse("{\"a\":[\"" + "x".repeat(10_000) + "\"]}"))
                .isInstanceOf(Invalid.class);
        assertThat(FilterPolicy.parse("{\"a\":[" + many.substring(4) + "]}").isEmpty())
                .isFalse();
    }
}
