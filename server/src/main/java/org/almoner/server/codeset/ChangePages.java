package org.almoner.server.codeset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

import org.almoner.server.codeset.ChangeFile.Section;
import org.almoner.server.failure.Damaged;
import org.almoner.server.storage.Objects;
import org.almoner.server.storage.StoredObject;
import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads pages of changes out of the object that holds all of them, in time that does not depend on where they are. */
@Component
class ChangePages {

    private final Objects objects;
    private final JsonMapper json;

    ChangePages(Objects objects, JsonMapper json) {
        this.objects = objects;
        this.json = json;
    }

    /**
     * Which changes are wanted.
     *
     * @param change the word for what became of the codes; null for all
     * @param table null for all
     */
    record Filter(@Nullable String change, @Nullable String table) {

        boolean takes(Section section) {
            return (change == null || change.equals(section.change()))
                    && (table == null || table.equals(section.table()));
        }
    }

    Page<ChangeJson> page(ChangeFile file, Filter filter, Paging paging) {
        var wanted = file.sections().stream().filter(filter::takes).toList();
        long total = wanted.stream().mapToLong(Section::lines).sum();
        var items = new ArrayList<ChangeJson>();
        long before = 0;
        for (var section : wanted) {
            long first = Math.max(0, paging.offset() - before);
            if (first < section.lines() && items.size() < paging.pageSize()) {
                long count = Math.min(section.lines() - first, paging.pageSize() - items.size());
                items.addAll(lines(file, section, first, count));
            }
            before += section.lines();
        }
        return Page.of(paging, total, items);
    }

    private List<ChangeJson> lines(ChangeFile file, Section section, long first, long count) {
        var object = objects.find(file.object()).orElseThrow(ChangePages::missing);
        long offset = section.marks().get(Math.toIntExact(first / ChangeFile.STEP));
        try (var lines = reader(object, offset)) {
            for (long passed = first % ChangeFile.STEP; passed > 0; passed--) {
                lines.readLine();
            }
            var changes = new ArrayList<ChangeJson>();
            while (changes.size() < count) {
                var line = lines.readLine();
                if (line == null) {
                    throw missing();
                }
                changes.add(json.readValue(line, ChangeJson.class));
            }
            return changes;
        } catch (NoSuchFileException e) {
            throw missing();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read changes", e);
        }
    }

    private BufferedReader reader(StoredObject object, long offset) throws IOException {
        return new BufferedReader(new InputStreamReader(objects.open(object, offset), StandardCharsets.UTF_8));
    }

    private static Damaged missing() {
        return new Damaged(
                "The changes of this version are not in the store any more. Tell whoever operates this server.");
    }
}
