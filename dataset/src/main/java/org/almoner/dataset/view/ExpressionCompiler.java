package org.almoner.dataset.view;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.almoner.dataset.json.ShapeBuilder;
import org.almoner.dataset.view.Syntax.Operator;
import org.jspecify.annotations.Nullable;

/**
 * Makes expressions of a view ready to run, and asks the shape of its resource for the elements that they need. Finds what
 * can be known to be wrong without a resource: unknown functions and constants, wrong arguments, types that never meet.
 *
 * <p>FHIR's schema is not known here. An element's type is what {@code ofType} says, and unknown without. So {@code
 * value.ofType(Quantity)} is the element {@code valueQuantity}, and {@code ofType} with a data type must stand right behind
 * the name that it is about.
 */
final class ExpressionCompiler {
    private static final String ROW_INDEX = "rowIndex";

    private final String resource;
    private final Map<String, Syntax.Literal> constants;
    private final Literals literals;

    ExpressionCompiler(String resource, Map<String, Syntax.Literal> constants, Literals literals) {
        this.resource = resource;
        this.constants = constants;
        this.literals = literals;
    }

    /**
     * What an expression is asked of.
     *
     * @param shape null if it is not an element but a computed value
     * @param register of the iteration that it is in
     * @param root whether it is the resource itself
     */
    record Scope(@Nullable ShapeBuilder shape, Type type, int register, boolean root) {}

    /**
     * @param shape of its items; null if they are computed
     * @param deeper whether its items are always below the focus, and not the focus itself
     * @param extension whether its items are extensions
     */
    record Compiled(
            Expression expression, Type type, @Nullable ShapeBuilder shape, boolean deeper, boolean extension) {

        private static Compiled computed(Expression expression, Type type) {
            return new Compiled(expression, type, null, false, false);
        }

        private Compiled filtered(Expression by) {
            return new Compiled(by, type, shape, deeper, extension);
        }
    }

    static boolean isRowIndex(Syntax syntax) {
        return syntax instanceof Syntax.Variable variable && variable.name().equals(ROW_INDEX);
    }

    /** @param expected what a column says that the value is, to tell dates from dateTimes in boundaries */
    Compiled compile(Syntax syntax, Scope scope, Type expected) {
        if (syntax instanceof Syntax.Call call && isBoundary(call.function())) {
            return boundary(call, scope, expected);
        }
        return compile(syntax, scope);
    }

    private Compiled compile(Syntax syntax, Scope scope) {
        return switch (syntax) {
            case Syntax.This _ -> new Compiled(new Terms.This(), scope.type(), scope.shape(), false, false);
            case Syntax.Nothing _ -> Compiled.computed(new Terms.Nothing(), Type.ANY);
            case Syntax.Literal literal -> literal(literal);
            case Syntax.Variable variable -> variable(variable, scope);
            case Syntax.Member member -> member(member, scope);
            case Syntax.Index index -> index(index, scope);
            case Syntax.Call call -> call(call, scope);
            case Syntax.Minus minus -> minus(minus, scope);
            case Syntax.Binary binary -> binary(binary, scope);
        };
    }

    private Compiled literal(Syntax.Literal literal) {
        if (literal.type().isTemporal() && !Moment.reads(literal.text(), literal.type())) {
            throw new InvalidPathException("'" + literal.text() + "' is not " + literal.type(), literal.at());
        }
        int element = literals.element(literal.type(), literal.text());
        return Compiled.computed(new Terms.Literal(element), literal.type());
    }

    private Compiled variable(Syntax.Variable variable, Scope scope) {
        if (isRowIndex(variable)) {
            return Compiled.computed(new Terms.RowIndex(scope.register()), Type.INTEGER);
        }
        var constant = constants.get(variable.name());
        if (constant == null) {
            throw new InvalidPathException("there is no constant '" + variable.name() + "'", variable.at());
        }
        return literal(constant);
    }

    private Compiled member(Syntax.Member member, Scope scope) {
        if (scope.root()
                && member.base() instanceof Syntax.This
                && member.name().equals(resource)) {
            return compile(member.base(), scope);
        }
        var base = compile(member.base(), scope);
        if (base.extension() && member.name().equals("value")) {
            throw new InvalidPathException(
                    "an extension's value is of one of many types: say which, as in value.ofType(code),", member.at());
        }
        return element(base, member.name(), Type.ANY, member.at());
    }

    private static Compiled element(Compiled base, String name, Type type, int at) {
        var shape = base.shape();
        if (shape == null || base.type().isPrimitive()) {
            throw new InvalidPathException(base.type() + " has no element '" + name + "'", at);
        }
        var to = shape.field(name);
        return new Compiled(below(base.expression(), shape.slot(name)), type, to, true, false);
    }

    private static Expression below(Expression base, int slot) {
        return switch (base) {
            case Terms.This _ -> new Path(slot);
            case Path path -> extended(path, slot);
            case Then then when then.step() instanceof Path path -> new Then(then.base(), extended(path, slot));
            default -> new Then(base, new Path(slot));
        };
    }

    private static Path extended(Path path, int slot) {
        var slots = Arrays.copyOf(path.slots(), path.slots().length + 1);
        slots[slots.length - 1] = slot;
        return new Path(slots);
    }

    private Compiled index(Syntax.Index syntax, Scope scope) {
        var base = compile(syntax.base(), scope);
        var index = compile(syntax.index(), scope);
        if (index.type() != Type.ANY && index.type() != Type.INTEGER) {
            throw new InvalidPathException("an index is a whole number, not " + index.type(), syntax.at());
        }
        return base.filtered(new Picks.Index(base.expression(), index.expression()));
    }

    private Compiled minus(Syntax.Minus minus, Scope scope) {
        var operand = compile(minus.operand(), scope);
        if (operand.type() != Type.ANY && !operand.type().isNumber()) {
            throw new InvalidPathException("'-' needs a number, not " + operand.type(), minus.at());
        }
        var type = operand.type() == Type.ANY ? Type.DECIMAL : operand.type();
        return Compiled.computed(new Calculations.Minus(operand.expression()), type);
    }

    private Compiled binary(Syntax.Binary syntax, Scope scope) {
        var left = compile(syntax.left(), scope);
        var right = compile(syntax.right(), scope);
        return switch (syntax.operator()) {
            case AND, OR -> logic(syntax, left, right);
            case EQUAL -> Compiled.computed(equality(syntax, left, right), Type.BOOLEAN);
            case NOT_EQUAL -> Compiled.computed(new Logic.Not(equality(syntax, left, right)), Type.BOOLEAN);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> order(syntax, left, right);
            case ADD, SUBTRACT, MULTIPLY, DIVIDE -> arithmetic(syntax, left, right);
        };
    }

    private static Compiled logic(Syntax.Binary syntax, Compiled left, Compiled right) {
        requireBoolean("'" + syntax.operator() + "'", left, syntax.at());
        requireBoolean("'" + syntax.operator() + "'", right, syntax.at());
        return Compiled.computed(
                syntax.operator() == Operator.AND
                        ? new Logic.And(left.expression(), right.expression())
                        : new Logic.Or(left.expression(), right.expression()),
                Type.BOOLEAN);
    }

    private static void requireBoolean(String who, Compiled operand, int at) {
        if (operand.type() != Type.ANY && operand.type() != Type.BOOLEAN) {
            throw new InvalidPathException(who + " needs a boolean, not " + operand.type(), at);
        }
    }

    private Condition equality(Syntax.Binary syntax, Compiled left, Compiled right) {
        requireComparable(syntax, left, right);
        var text = text(syntax.right());
        if (text != null && left.type() == Type.ANY) {
            return new Comparisons.EqualsText(left.expression(), text.getBytes(StandardCharsets.UTF_8));
        }
        text = text(syntax.left());
        if (text != null && right.type() == Type.ANY) {
            return new Comparisons.EqualsText(right.expression(), text.getBytes(StandardCharsets.UTF_8));
        }
        boolean temporal = left.type().isTemporal() || right.type().isTemporal();
        return new Comparisons.Equals(left.expression(), right.expression(), temporal);
    }

    /** What a literal or constant says, if it is a text. */
    private @Nullable String text(Syntax syntax) {
        var literal = syntax instanceof Syntax.Variable variable ? constants.get(variable.name()) : syntax;
        return literal instanceof Syntax.Literal known && known.type() == Type.STRING ? known.text() : null;
    }

    private static Compiled order(Syntax.Binary syntax, Compiled left, Compiled right) {
        requireComparable(syntax, left, right);
        for (var side : List.of(left, right)) {
            if (side.type() == Type.BOOLEAN || side.type() == Type.PERIOD || side.type() == Type.COMPLEX) {
                throw new InvalidPathException("'" + syntax.operator() + "' cannot order " + side.type(), syntax.at());
            }
        }
        return Compiled.computed(
                new Comparisons.Ordered(syntax.operator(), left.expression(), right.expression()), Type.BOOLEAN);
    }

    private static void requireComparable(Syntax.Binary syntax, Compiled left, Compiled right) {
        if (!left.type().isComparableWith(right.type())) {
            throw new InvalidPathException(
                    "'" + syntax.operator() + "' between " + left.type() + " and " + right.type(), syntax.at());
        }
    }

    private static Compiled arithmetic(Syntax.Binary syntax, Compiled left, Compiled right) {
        var operator = syntax.operator();
        boolean texts = operator == Operator.ADD && (left.type() == Type.STRING || right.type() == Type.STRING);
        for (var side : List.of(left, right)) {
            if (side.type() != Type.ANY
                    && (texts ? side.type() != Type.STRING : !side.type().isNumber())) {
                throw new InvalidPathException(
                        "'" + operator + "' between " + left.type() + " and " + right.type(), syntax.at());
            }
        }
        Type type;
        if (texts) {
            type = Type.STRING;
        } else if (left.type() == Type.INTEGER && right.type() == Type.INTEGER && operator != Operator.DIVIDE) {
            type = Type.INTEGER;
        } else if (operator == Operator.ADD && left.type() == Type.ANY && right.type() == Type.ANY) {
            type = Type.ANY;
        } else {
            type = Type.DECIMAL;
        }
        return Compiled.computed(new Calculations.Arithmetic(operator, left.expression(), right.expression()), type);
    }

    private Compiled call(Syntax.Call call, Scope scope) {
        return switch (call.function()) {
            case "where" -> {
                arguments(call, 1, 1);
                yield where(call, scope);
            }
            case "exists" -> {
                arguments(call, 0, 1);
                var base = call.arguments().isEmpty() ? compile(call.base(), scope) : where(call, scope);
                yield Compiled.computed(new Logic.Exists(base.expression()), Type.BOOLEAN);
            }
            case "empty" -> {
                arguments(call, 0, 0);
                yield Compiled.computed(
                        new Logic.Empty(compile(call.base(), scope).expression()), Type.BOOLEAN);
            }
            case "not" -> {
                arguments(call, 0, 0);
                var base = compile(call.base(), scope);
                requireBoolean("not()", base, call.at());
                yield Compiled.computed(new Logic.Not(base.expression()), Type.BOOLEAN);
            }
            case "first" -> {
                arguments(call, 0, 0);
                var base = compile(call.base(), scope);
                yield base.filtered(new Picks.First(base.expression()));
            }
            case "join" -> join(call, scope);
            case "extension" -> extension(call, scope);
            case "ofType" -> ofType(call, scope);
            case "lowBoundary", "highBoundary" -> boundary(call, scope, Type.ANY);
            case "getResourceKey" -> {
                arguments(call, 0, 0);
                yield element(compile(call.base(), scope), "id", Type.STRING, call.at());
            }
            case "getReferenceKey" -> referenceKey(call, scope);
            default -> throw new InvalidPathException("unknown function '" + call.function() + "'", call.at());
        };
    }

    private static void arguments(Syntax.Call call, int least, int most) {
        int count = call.arguments().size();
        if (count < least || count > most) {
            var wanted = most == 0 ? "no argument" : least == most ? "one argument" : "at most one argument";
            throw new InvalidPathException(call.function() + "() takes " + wanted + ", not " + count, call.at());
        }
    }

    private Compiled where(Syntax.Call call, Scope scope) {
        var base = compile(call.base(), scope);
        boolean root = scope.root() && call.base() instanceof Syntax.This;
        var criteria =
                compile(call.arguments().getFirst(), new Scope(base.shape(), base.type(), scope.register(), root));
        requireBoolean(call.function() + "()", criteria, call.at());
        if (criteria.expression() instanceof Comparisons.EqualsText equals && equals.slot() >= 0) {
            if (base.expression() instanceof Path path) {
                return base.filtered(keyed(path, equals));
            }
            if (base.expression() instanceof Then then && then.step() instanceof Path path) {
                return base.filtered(new Then(then.base(), keyed(path, equals)));
            }
        }
        return base.filtered(new Where(base.expression(), criteria.expression()));
    }

    private static Expression keyed(Path path, Comparisons.EqualsText equals) {
        var slots = path.slots();
        var last = new KeyedStep(slots[slots.length - 1], equals.slot(), equals.text());
        return slots.length == 1 ? last : new Then(new Path(Arrays.copyOf(slots, slots.length - 1)), last);
    }

    private Compiled join(Syntax.Call call, Scope scope) {
        arguments(call, 0, 1);
        var base = compile(call.base(), scope);
        Expression separator = new Terms.Nothing();
        if (!call.arguments().isEmpty()) {
            var argument = compile(call.arguments().getFirst(), scope);
            if (argument.type() != Type.ANY && argument.type() != Type.STRING) {
                throw new InvalidPathException("join() takes a string, not " + argument.type(), call.at());
            }
            separator = argument.expression();
        }
        return Compiled.computed(new Calculations.Join(base.expression(), separator), Type.STRING);
    }

    private Compiled extension(Syntax.Call call, Scope scope) {
        arguments(call, 1, 1);
        var url = text(call.arguments().getFirst());
        if (url == null) {
            throw new InvalidPathException("extension() takes the text of an address", call.at());
        }
        var own = extension(compile(call.base(), scope), url, call.at());
        if (!(call.base() instanceof Syntax.Member member)) {
            return own;
        }
        // FHIR's JSON has the extensions of a primitive beside it: those of birthDate are in _birthDate.
        var beside = new Syntax.Member(member.base(), "_" + member.name(), member.at());
        var other = extension(compile(beside, scope), url, call.at());
        if (own.shape() != null && other.shape() != null) {
            own.shape().mergeWith(other.shape());
        }
        return own.filtered(new Both(own.expression(), other.expression()));
    }

    private static Compiled extension(Compiled base, String url, int at) {
        var shape = base.shape();
        if (shape == null || base.type().isPrimitive()) {
            throw new InvalidPathException("extension() of " + base.type(), at);
        }
        var to = shape.field("extension");
        to.field("url");
        var step = new KeyedStep(shape.slot("extension"), to.slot("url"), url.getBytes(StandardCharsets.UTF_8));
        return new Compiled(
                base.expression() instanceof Terms.This ? step : new Then(base.expression(), step),
                Type.COMPLEX,
                to,
                true,
                true);
    }

    private Compiled ofType(Syntax.Call call, Scope scope) {
        arguments(call, 1, 1);
        var name = typeName(call.arguments().getFirst());
        var type = name == null ? null : Type.ofFhir(name);
        if (name == null || (type == null && !Character.isUpperCase(name.charAt(0)))) {
            throw new InvalidPathException(
                    "unknown type" + (name == null ? "" : " '" + name + "'"),
                    call.arguments().getFirst().at());
        }
        if (type == null) {
            var base = compile(call.base(), scope);
            if (base.shape() == null) {
                throw new InvalidPathException("ofType() of " + base.type(), call.at());
            }
            base.shape().field("resourceType");
            return new Compiled(
                    new Picks.ResourcesOf(
                            base.expression(),
                            base.shape().slot("resourceType"),
                            name.getBytes(StandardCharsets.UTF_8)),
                    Type.COMPLEX,
                    base.shape(),
                    base.deeper(),
                    false);
        }
        if (!(call.base() instanceof Syntax.Member member)) {
            throw new InvalidPathException(
                    "ofType() must follow the name of the element that it is about, as in value.ofType(" + name + "),",
                    call.at());
        }
        var typed = member.name() + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return element(compile(member.base(), scope), typed, type, member.at());
    }

    /** {@code Quantity}, or {@code FHIR.Quantity}. */
    private static @Nullable String typeName(Syntax argument) {
        if (!(argument instanceof Syntax.Member member) || member.name().isEmpty()) {
            return null;
        }
        boolean known = member.base() instanceof Syntax.This
                || (member.base() instanceof Syntax.Member space
                        && space.base() instanceof Syntax.This
                        && space.name().equals("FHIR"));
        return known ? member.name() : null;
    }

    private static boolean isBoundary(String function) {
        return function.equals("lowBoundary") || function.equals("highBoundary");
    }

    private Compiled boundary(Syntax.Call call, Scope scope, Type expected) {
        arguments(call, 0, 0);
        boolean low = call.function().equals("lowBoundary");
        var base = compile(call.base(), scope);
        if (base.type() == Type.PERIOD) {
            base = element(base, low ? "start" : "end", Type.DATE_TIME, call.at());
        }
        var type = base.type() == Type.ANY ? expected : base.type();
        if (type == Type.BOOLEAN || base.type() == Type.STRING || base.type() == Type.COMPLEX) {
            throw new InvalidPathException(call.function() + "() of " + type, call.at());
        }
        var result = type == Type.INTEGER ? Type.DECIMAL : type;
        return Compiled.computed(new Boundary(base.expression(), low, type), result);
    }

    private Compiled referenceKey(Syntax.Call call, Scope scope) {
        arguments(call, 0, 1);
        String type = null;
        if (!call.arguments().isEmpty()) {
            var argument = call.arguments().getFirst();
            type = argument instanceof Syntax.Literal ? text(argument) : typeName(argument);
            if (type == null || type.isEmpty() || !Character.isUpperCase(type.charAt(0))) {
                throw new InvalidPathException("getReferenceKey() takes a type of resources", argument.at());
            }
        }
        var base = compile(call.base(), scope);
        if (base.shape() == null || base.type().isPrimitive()) {
            throw new InvalidPathException("getReferenceKey() of " + base.type(), call.at());
        }
        base.shape().field("reference");
        var key = new ReferenceKey(base.shape().slot("reference"), type);
        return Compiled.computed(
                base.expression() instanceof Terms.This ? key : new Then(base.expression(), key), Type.STRING);
    }
}
