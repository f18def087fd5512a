package org.almoner.dataset.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.almoner.dataset.row.RowSink;
import org.almoner.dataset.source.CutFileException;
import org.almoner.dataset.source.LineBlock;
import org.almoner.dataset.source.NdjsonFolder;
import org.almoner.dataset.source.OverlongLines;
import org.almoner.dataset.source.TypeReader;
import org.almoner.dataset.view.CompiledViews;
import org.almoner.dataset.view.ConditionalReference;
import org.almoner.dataset.view.ReferenceResolver;
import org.almoner.dataset.view.ResourceException;
import org.almoner.dataset.view.ViewDefinition;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Resolves conditional references within one source. The identifiers of a type are read when the first reference asks for one, so
 * that a source without such references is not read twice. Safe for several threads.
 */
final class References implements ReferenceResolver {

    private final NdjsonFolder source;
    private final int longestLine;
    private final Map<String, Identifiers> types = new ConcurrentHashMap<>();

    References(NdjsonFolder source, int longestLine) {
        this.source = source;
        this.longestLine = longestLine;
    }

    @Override
    public byte @Nullable [] resolve(ConditionalReference reference) {
        var type = reference.type();
        var known = types.get(type);
        return (known == null ? types.computeIfAbsent(type, this::read) : known).find(reference);
    }

    /** Whether the source has anything of a type. */
    boolean covers(String type) {
        return source.types().contains(type);
    }

    /** What is wrong with a line or a file is not said here, but when it is its turn. */
    private Identifiers read(String type) {
        var identifiers = new Identifiers();
        if (!covers(type)) {
            return identifiers;
        }
        var evaluator = CompiledViews.compile(
                        type,
                        List.of(ViewDefinition.parse(
                                Identifiers.VIEW.formatted(type).getBytes(UTF_8))))
                .newEvaluator();
        var sinks = new RowSink[] {identifiers};
        var block = new LineBlock();
        try (var reader = source.read(type, longestLine, OverlongLines.DROPPED)) {
            while (isRead(reader, block)) {
                int start = 0;
                while (start < block.length()) {
                    int end = LineFeeds.next(block.bytes(), start, block.length());
                    try {
                        evaluator.evaluate(block.bytes(), start, end - start, sinks);
                    } catch (ResourceException _) {
                        identifiers.dropRow();
                    }
                    start = end + 1;
                }
            }
        }
        return identifiers;
    }

    private static boolean isRead(TypeReader reader, LineBlock block) {
        while (true) {
            try {
                return reader.read(block);
            } catch (CutFileException _) {
                // Files after it have identifiers too.
            }
        }
    }
}
