package org.almoner.dataset.view;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Splits an expression into words: FHIRPath, Lexical Elements. */
final class Lexer {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final String CLOCK = "[0-9]{2}(:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?)?";
    private static final Pattern TIME = Pattern.compile("@T" + CLOCK);
    private static final Pattern DATE_TIME =
            Pattern.compile("@[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?T(" + CLOCK + "(Z|[+-][0-9]{2}:[0-9]{2})?)?");
    private static final Pattern DATE = Pattern.compile("@[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?");
    private static final Pattern SYMBOL = Pattern.compile("\\$this|<=|>=|!=|[-+*/=<>.,()\\[\\]{}]");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String text) {
        this.text = text;
    }

    /** The last one is the end. */
    static List<Token> split(String text) {
        var lexer = new Lexer(text);
        while (lexer.next()) {}
        return lexer.tokens;
    }

    private boolean next() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        if (position == text.length()) {
            tokens.add(new Token(Token.Kind.END, "", position));
            return false;
        }
        switch (text.charAt(position)) {
            case '\'' -> {
                int start = position;
                tokens.add(new Token(Token.Kind.STRING, quoted(start), start));
            }
            case '`' -> {
                int start = position;
                tokens.add(new Token(Token.Kind.QUOTED_NAME, quoted(start), start));
            }
            case '%' -> variable();
            default -> {
                if (!(take(NAME, Token.Kind.NAME, 0)
                        || take(NUMBER, Token.Kind.NUMBER, 0)
                        || take(TIME, Token.Kind.TIME, 2)
                        || take(DATE_TIME, Token.Kind.DATE_TIME, 1)
                        || take(DATE, Token.Kind.DATE, 1)
                        || take(SYMBOL, Token.Kind.SYMBOL, 0))) {
                    throw new InvalidPathException("unexpected '" + text.charAt(position) + "'", position);
                }
            }
        }
        return true;
    }

    private void variable() {
        int start = position++;
        if (position < text.length() && "'`".indexOf(text.charAt(position)) >= 0) {
            tokens.add(new Token(Token.Kind.VARIABLE, quoted(position), start));
        } else if (take(NAME, Token.Kind.VARIABLE, 0)) {
            var name = tokens.removeLast();
            tokens.add(new Token(Token.Kind.VARIABLE, name.text(), start));
        } else {
            throw new InvalidPathException("'%' without a name", start);
        }
    }

    private boolean take(Pattern pattern, Token.Kind kind, int prefix) {
        var matcher = pattern.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        tokens.add(new Token(kind, matcher.group().substring(prefix), position));
        position = matcher.end();
        return true;
    }

    /** Takes a text between quotes of the kind that it starts with. */
    private String quoted(int start) {
        char quote = text.charAt(start);
        var value = new StringBuilder();
        int i = start + 1;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c == quote) {
                position = i;
                return value.toString();
            }
            if (c != '\\') {
                value.append(c);
            } else if (i == text.length()) {
                break;
            } else if (text.charAt(i) == 'u') {
                value.append(unit(i + 1));
                i += 5;
            } else {
                value.append(plain(i++));
            }
        }
        throw new InvalidPathException("a text without its closing " + quote, start);
    }

    private char plain(int at) {
        return switch (text.charAt(at)) {
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\'', '"', '`', '\\', '/' -> text.charAt(at);
            default -> throw new InvalidPathException("a backslash before '" + text.charAt(at) + "'", at);
        };
    }

    private char unit(int at) {
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                throw new InvalidPathException("\\u without four hexadecimal digits", at);
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }
}
