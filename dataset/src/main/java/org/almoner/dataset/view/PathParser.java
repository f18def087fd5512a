package org.almoner.dataset.view;

import java.util.ArrayList;
import java.util.List;

import org.almoner.dataset.view.Syntax.Operator;
import org.jspecify.annotations.Nullable;

/** Reads expressions: the grammar of FHIRPath, as far as SQL on FHIR asks for it. */
final class PathParser {
    private static final int DEEPEST = 100;

    /** By how tightly they bind, the loosest first. */
    private static final List<List<Operator>> LEVELS = List.of(
            List.of(Operator.OR),
            List.of(Operator.AND),
            List.of(Operator.EQUAL, Operator.NOT_EQUAL),
            List.of(Operator.LESS_OR_EQUAL, Operator.LESS, Operator.GREATER_OR_EQUAL, Operator.GREATER),
            List.of(Operator.ADD, Operator.SUBTRACT),
            List.of(Operator.MULTIPLY, Operator.DIVIDE));

    private final List<Token> tokens;
    private int next;
    private int depth;

    private PathParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** @throws InvalidPathException if it is not one expression */
    static Syntax parse(String text) {
        var parser = new PathParser(Lexer.split(text));
        if (parser.peek().kind() == Token.Kind.END) {
            throw new InvalidPathException("expected an expression", 0);
        }
        var expression = parser.binary(0);
        var rest = parser.peek();
        if (rest.kind() != Token.Kind.END) {
            throw unexpected(rest);
        }
        return expression;
    }

    private Syntax binary(int level) {
        if (level == LEVELS.size()) {
            return polarity();
        }
        var left = binary(level + 1);
        for (var operator = operator(level); operator != null; operator = operator(level)) {
            int at = take().at();
            left = new Syntax.Binary(operator, left, binary(level + 1), at);
        }
        return left;
    }

    private @Nullable Operator operator(int level) {
        for (var operator : LEVELS.get(level)) {
            if (peek().is(operator.toString())) {
                return operator;
            }
        }
        return null;
    }

    private Syntax polarity() {
        if (peek().is("-")) {
            int at = take().at();
            return new Syntax.Minus(nested(this::polarity, at), at);
        }
        if (peek().is("+")) {
            int at = take().at();
            return nested(this::polarity, at);
        }
        return steps(term());
    }

    private Syntax term() {
        var token = take();
        return switch (token.kind()) {
            case STRING -> new Syntax.Literal(Type.STRING, token.text(), token.at());
            case NUMBER ->
                new Syntax.Literal(token.text().contains(".") ? Type.DECIMAL : Type.INTEGER, token.text(), token.at());
            case DATE -> new Syntax.Literal(Type.DATE, token.text(), token.at());
            case DATE_TIME -> new Syntax.Literal(Type.DATE_TIME, token.text(), token.at());
            case TIME -> new Syntax.Literal(Type.TIME, token.text(), token.at());
            case VARIABLE -> new Syntax.Variable(token.text(), token.at());
            case QUOTED_NAME -> invocation(new Syntax.This(token.at()), token);
            case NAME ->
                token.is("true") || token.is("false")
                        ? new Syntax.Literal(Type.BOOLEAN, token.text(), token.at())
                        : invocation(new Syntax.This(token.at()), token);
            case SYMBOL ->
                switch (token.text()) {
                    case "$this" -> new Syntax.This(token.at());
                    case "(" -> {
                        var inner = nested(() -> binary(0), token.at());
                        expect(")");
                        yield inner;
                    }
                    case "{" -> {
                        expect("}");
                        yield new Syntax.Nothing(token.at());
                    }
                    default -> throw unexpected(token);
                };
            case END -> throw unexpected(token);
        };
    }

    private Syntax steps(Syntax term) {
        var base = term;
        int steps = 0;
        while (true) {
            if (++steps > 10 * DEEPEST) {
                throw new InvalidPathException("too long a path", peek().at());
            }
            if (peek().is(".")) {
                take();
                var name = take();
                if (name.kind() != Token.Kind.NAME && name.kind() != Token.Kind.QUOTED_NAME) {
                    throw new InvalidPathException("expected a name, found " + name.quoted(), name.at());
                }
                base = invocation(base, name);
            } else if (peek().is("[")) {
                int at = take().at();
                base = new Syntax.Index(base, nested(() -> binary(0), at), at);
                expect("]");
            } else {
                return base;
            }
        }
    }

    /** What a name is, which was taken: a function if a parenthesis follows, else an element. */
    private Syntax invocation(Syntax base, Token name) {
        if (name.kind() == Token.Kind.QUOTED_NAME || !peek().is("(")) {
            return new Syntax.Member(base, name.text(), name.at());
        }
        take();
        var arguments = new ArrayList<Syntax>();
        if (!peek().is(")")) {
            arguments.add(nested(() -> binary(0), name.at()));
            while (peek().is(",")) {
                take();
                arguments.add(nested(() -> binary(0), name.at()));
            }
        }
        expect(")");
        return new Syntax.Call(base, name.text(), List.copyOf(arguments), name.at());
    }

    private interface Rule {
        Syntax parse();
    }

    private Syntax nested(Rule rule, int at) {
        if (++depth > DEEPEST) {
            throw new InvalidPathException("nested deeper than " + DEEPEST, at);
        }
        var parsed = rule.parse();
        depth--;
        return parsed;
    }

    private void expect(String symbol) {
        var token = take();
        if (!token.is(symbol)) {
            throw new InvalidPathException("expected '" + symbol + "', found " + token.quoted(), token.at());
        }
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        var token = tokens.get(next);
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    private static InvalidPathException unexpected(Token token) {
        return new InvalidPathException("unexpected " + token.quoted(), token.at());
    }
}
