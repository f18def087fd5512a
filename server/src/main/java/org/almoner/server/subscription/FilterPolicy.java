package org.almoner.server.subscription;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which messages of a topic a subscription wants: a filter policy on message attributes as SNS has it (Amazon SNS developer guide, "Message
 * filtering"), with exact values, {@code prefix}, {@code anything-but} and {@code exists}. A message fits if for each attribute that is named one of the
 * rules does.
 */
final class FilterPolicy {

    /** What a policy may be in JSON. */
    static final int LONGEST = 10_000;

    private static final int MOST_NAMES = 5;
    private static final int MOST_RULES = 150;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Lets everything through. */
    static final FilterPolicy NONE = new FilterPolicy(Map.of(), "{}");

    /** What the value of one attribute must be like; null stands for an attribute that is not there. */
    private sealed interface Rule {

        boolean fits(@Nullable String value);

        record Exactly(String wanted) implements Rule {
            @Override
            public boolean fits(@Nullable String value) {
                return wanted.equals(value);
            }
        }

        record Prefix(String wanted) implements Rule {
            @Override
            public boolean fits(@Nullable String value) {
                return value != null && value.startsWith(wanted);
            }
        }

        record AnythingBut(List<Rule> unwanted) implements Rule {
            @Override
            public boolean fits(@Nullable String value) {
                return value != null && unwanted.stream().noneMatch(rule -> rule.fits(value));
            }
        }

        record Exists(boolean wanted) implements Rule {
            @Override
            public boolean fits(@Nullable String value) {
                return wanted == (value != null);
            }
        }
    }

    private final Map<String, List<Rule>> rules;
    private final String json;

    private FilterPolicy(Map<String, List<Rule>> rules, String json) {
        this.rules = rules;
        this.json = json;
    }

    /** @throws Invalid if it is no filter policy, in words for whoever wrote it */
    static FilterPolicy parse(String text) {
        try {
            return of(JSON.readTree(text));
        } catch (JacksonException e) {
            throw new Invalid("filter_policy is not JSON: " + e.getOriginalMessage());
        }
    }

    /** @throws Invalid if it is no filter policy, in words for whoever wrote it */
    static FilterPolicy of(JsonNode policy) {
        if (!policy.isObject()) {
            throw new Invalid("filter_policy must be a JSON object such as {\"event_type\":[\"version.launched\"]}.");
        }
        var json = JSON.writeValueAsString(policy);
        if (policy.size() > MOST_NAMES || json.length() > LONGEST) {
            throw new Invalid("filter_policy must name at most " + MOST_NAMES + " attributes, and be at most " + LONGEST
                    + " characters long.");
        }
        var rules = new LinkedHashMap<String, List<Rule>>();
        policy.properties().forEach(entry -> rules.put(entry.getKey(), rules(entry.getKey(), entry.getValue())));
        if (rules.values().stream().mapToInt(List::size).sum() > MOST_RULES) {
            throw new Invalid("filter_policy must have at most " + MOST_RULES + " values.");
        }
        return new FilterPolicy(rules, json);
    }

    private static List<Rule> rules(String name, JsonNode values) {
        if (!values.isArray() || values.isEmpty()) {
            throw new Invalid(
                    "filter_policy." + name + " must be a list of one value or more, such as [\"version.launched\"].");
        }
        var rules = new ArrayList<Rule>();
        values.forEach(value -> rules.add(rule(name, value)));
        return rules;
    }

    private static Rule rule(String name, JsonNode value) {
        if (value.isString()) {
            return new Rule.Exactly(value.stringValue());
        }
        if (value.isObject() && value.size() == 1) {
            var rule = value.properties().iterator().next();
            switch (rule.getKey()) {
                case "prefix" -> {
                    if (rule.getValue().isString()) {
                        return new Rule.Prefix(rule.getValue().stringValue());
                    }
                }
                case "exists" -> {
                    if (rule.getValue().isBoolean()) {
                        return new Rule.Exists(rule.getValue().booleanValue());
                    }
                }
                case "anything-but" -> {
                    return anythingBut(name, rule.getValue());
                }
                default -> throw unknown(name);
            }
        }
        throw unknown(name);
    }

    private static Rule anythingBut(String name, JsonNode value) {
        if (value.isString()) {
            return new Rule.AnythingBut(List.of(new Rule.Exactly(value.stringValue())));
        }
        if (value.isObject() && value.size() == 1 && value.path("prefix").isString()) {
            return new Rule.AnythingBut(
                    List.of(new Rule.Prefix(value.get("prefix").stringValue())));
        }
        if (value.isArray() && !value.isEmpty() && value.valueStream().allMatch(JsonNode::isString)) {
            return new Rule.AnythingBut(value.valueStream()
                    .map(one -> (Rule) new Rule.Exactly(one.stringValue()))
                    .toList());
        }
        throw unknown(name);
    }

    private static Invalid unknown(String name) {
        return new Invalid("filter_policy." + name + " holds a rule that is not known here. Values are texts,"
                + " {\"prefix\":\"...\"}, {\"anything-but\":[\"...\"]}, {\"anything-but\":{\"prefix\":\"...\"}} or"
                + " {\"exists\":true}; all attributes are texts.");
    }

    boolean fits(Map<String, String> attributes) {
        return rules.entrySet().stream()
                .allMatch(
                        entry -> entry.getValue().stream().anyMatch(rule -> rule.fits(attributes.get(entry.getKey()))));
    }

    /** Whether it lets everything through. */
    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** What {@link #parse} makes the same policy of. */
    String json() {
        return json;
    }
}
