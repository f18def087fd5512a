package org.almoner.dataset.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.almoner.dataset.definition.InvalidDataSetException.Problem;
import org.almoner.dataset.row.Column;
import org.almoner.dataset.row.ColumnType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one data set and collects whatever is wrong with it. */
final class Reader {

    static final String DATA_SET = "dataset.json";

    private static final String VIEW = ".view.json";
    private static final String SQL = ".sql";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Map<String, ColumnType> TYPES =
            Arrays.stream(ColumnType.values()).collect(Collectors.toMap(ColumnType::word, type -> type));

    private final Place place;
    private final List<Problem> problems = new ArrayList<>();

    Reader(Place place) {
        this.place = place;
    }

    DataSet read() {
        var found = text(DATA_SET);
        if (found.isEmpty() && problems.isEmpty()) {
            problem(DATA_SET, "", "there is no such file; a data set begins with it");
        }
        var read = found.flatMap(text -> json(DATA_SET, text)).flatMap(this::dataSet);
        if (!problems.isEmpty() || read.isEmpty()) {
            throw new InvalidDataSetException(place.toString(), problems);
        }
        return read.get();
    }

    private Optional<DataSet> dataSet(JsonNode root) {
        var json = new Fields(DATA_SET, "", root);
        json.only(Set.of("type", "version", "name", "description", "entities"));
        var type = json.text("type");
        Names.whyNotType(type).filter(_ -> !type.isEmpty()).ifPresent(why -> problem(DATA_SET, "type", why));
        var versionText = json.text("version");
        var version = DataSetVersion.of(versionText);
        if (version.isEmpty() && !versionText.isEmpty()) {
            problem(DATA_SET, "version", "'" + versionText + "' is not three numbers such as 1.0.0");
        }
        var name = json.text("name");
        var description = json.optionalText("description");
        var entities = entities(json);
        return version.map(each -> new DataSet(type, each, name, description, entities));
    }

    private List<EntityDefinition> entities(Fields json) {
        var entities = new ArrayList<EntityDefinition>();
        var listed = new HashMap<String, String>();
        int number = 0;
        for (var entry : json.list("entities")) {
            var path = "entities[" + number + "]";
            number++;
            var name = entityName(path, entry);
            if (name.isEmpty()) {
                continue;
            }
            var before = listed.putIfAbsent(Names.key(name), path);
            if (before != null) {
                problem(DATA_SET, path, "'" + name + "' is listed twice, here and at " + before);
            } else {
                entity(name, path, entry).ifPresent(entities::add);
            }
        }
        unlisted(listed);
        return entities;
    }

    /** Empty for one that cannot be a name. */
    private String entityName(String path, JsonNode entry) {
        var name = entry.isString() ? entry.stringValue() : new Fields(DATA_SET, path, entry).text("name");
        if (name.isEmpty()) {
            if (entry.isString()) {
                problem(DATA_SET, path, "an entity has no name");
            }
            return "";
        }
        var why = Names.whyNotEntity(name);
        why.ifPresent(reason -> problem(DATA_SET, path, reason));
        return why.isPresent() ? "" : name;
    }

    private Optional<EntityDefinition> entity(String name, String path, JsonNode entry) {
        var view = text(name + VIEW);
        var sql = text(name + SQL);
        if (view.isPresent() && sql.isPresent()) {
            problem(name + SQL, "", "there is " + name + VIEW + " too; an entity has one definition");
            return Optional.empty();
        }
        if (view.isPresent()) {
            return view(name, path, entry, view.get());
        }
        if (sql.isPresent()) {
            return sql(name, path, entry, sql.get());
        }
        // If a file is there and cannot be read, that is said already.
        if (problems.stream().noneMatch(each -> each.file().startsWith(name + "."))) {
            problem(DATA_SET, path, "there is neither " + name + VIEW + " nor " + name + SQL);
        }
        return Optional.empty();
    }

    private Optional<EntityDefinition> view(String name, String path, JsonNode entry, String text) {
        if (entry.isObject()) {
            new Fields(DATA_SET, path, entry).only(Set.of("name"));
        }
        var file = name + VIEW;
        json(file, text).ifPresent(root -> {
            var json = new Fields(file, "", root);
            same(json, "resourceType", "ViewDefinition");
            same(json, "name", name);
            json.text("resource");
            json.list("select");
        });
        return Optional.of(new ViewEntity(name, file, text));
    }

    private void same(Fields json, String field, String wanted) {
        var text = json.text(field);
        if (!text.isEmpty() && !text.equals(wanted)) {
            problem(json.file(), field, "'" + text + "' should be '" + wanted + "'");
        }
    }

    private Optional<EntityDefinition> sql(String name, String path, JsonNode entry, String text) {
        if (text.isBlank()) {
            problem(name + SQL, "", "the query is empty");
        }
        if (entry.isString()) {
            problem(
                    DATA_SET,
                    path,
                    "the columns of " + name + SQL + " are to be declared here: { \"name\": \"" + name
                            + "\", \"columns\": [...] }");
            return Optional.empty();
        }
        var json = new Fields(DATA_SET, path, entry);
        json.only(Set.of("name", "columns"));
        return Optional.of(new SqlEntity(name, name + SQL, text, columns(json)));
    }

    private List<Column> columns(Fields entity) {
        var columns = new ArrayList<Column>();
        var names = new HashMap<String, String>();
        int number = 0;
        for (var entry : entity.list("columns")) {
            var path = entity.path("columns") + "[" + number + "]";
            number++;
            var json = new Fields(DATA_SET, path, entry);
            json.only(Set.of("name", "type", "description"));
            var name = json.text("name");
            var typeName = json.text("type");
            var type = Optional.ofNullable(TYPES.get(typeName));
            if (type.isEmpty() && !typeName.isEmpty()) {
                problem(
                        DATA_SET,
                        json.path("type"),
                        "'" + typeName + "' is not one of "
                                + String.join(
                                        ", ", TYPES.keySet().stream().sorted().toList()));
            }
            if (!name.isEmpty()) {
                Names.whyNotColumn(name).ifPresent(why -> problem(DATA_SET, json.path("name"), why));
                var before = names.putIfAbsent(Names.key(name), path);
                if (before != null) {
                    problem(DATA_SET, json.path("name"), "'" + name + "' is there twice, here and at " + before);
                }
            }
            var description = json.optionalText("description");
            type.ifPresent(each -> columns.add(new Column(name, each, description)));
        }
        return columns;
    }

    /** A definition that nobody lists was forgotten, or is misspelt in the list. */
    private void unlisted(Map<String, String> listed) {
        for (var fileName : place.fileNames()) {
            var name = fileName.endsWith(VIEW)
                    ? fileName.substring(0, fileName.length() - VIEW.length())
                    : fileName.endsWith(SQL) ? fileName.substring(0, fileName.length() - SQL.length()) : "";
            if (!name.isEmpty() && !listed.containsKey(Names.key(name))) {
                problem(fileName, "", "it is not among the entities of " + DATA_SET);
            }
        }
    }

    private Optional<String> text(String fileName) {
        try {
            var bytes = place.bytes(fileName);
            if (bytes.isPresent() && bytes.get().length > Place.MOST_BYTES) {
                problem(fileName, "", "it is larger than " + Place.MOST_BYTES + " bytes");
                return Optional.empty();
            }
            return bytes.isPresent() ? Optional.of(Place.utf8(bytes.get())) : Optional.empty();
        } catch (CharacterCodingException e) {
            problem(fileName, "", "it is not UTF-8");
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + fileName + " in " + place, e);
        }
    }

    private Optional<JsonNode> json(String fileName, String text) {
        try {
            var root = MAPPER.readTree(text);
            if (root.isObject()) {
                return Optional.of(root);
            }
            problem(fileName, "", "it is not a JSON object");
        } catch (JacksonException e) {
            var at = e.getLocation();
            var where = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
            problem(fileName, where, "it is not well-formed JSON: " + e.getOriginalMessage());
        }
        return Optional.empty();
    }

    private void problem(String file, String path, String reason) {
        problems.add(new Problem(file, path, reason));
    }

    /** The fields of a JSON object, which may turn out to be something else. */
    private final class Fields {

        private final String file;
        private final String at;
        private final JsonNode node;

        Fields(String file, String at, JsonNode node) {
            this.file = file;
            this.at = at;
            this.node = node;
        }

        String file() {
            return file;
        }

        String path(String field) {
            return at.isEmpty() ? field : at + "." + field;
        }

        /** A misspelt field would otherwise be one that is not there. */
        void only(Set<String> fields) {
            for (var field : node.propertyNames()) {
                if (!fields.contains(field)) {
                    problem(
                            file,
                            path(field),
                            "there is no such field here; there are "
                                    + String.join(", ", fields.stream().sorted().toList()));
                }
            }
        }

        /** Empty if it is wrong, which is noted. */
        String text(String field) {
            var value = node.path(field);
            if (!value.isString() || value.stringValue().isBlank()) {
                problem(file, path(field), value.isMissingNode() ? "it is missing" : "it is not a text");
                return "";
            }
            return value.stringValue();
        }

        String optionalText(String field) {
            var value = node.path(field);
            if (!value.isMissingNode() && !value.isString()) {
                problem(file, path(field), "it is not a text");
            }
            return value.stringValue("");
        }

        /** Empty if it is wrong, which is noted. */
        Iterable<JsonNode> list(String field) {
            var value = node.path(field);
            if (!value.isArray() || value.isEmpty()) {
                problem(file, path(field), value.isMissingNode() ? "it is missing" : "it is not a list of one or more");
                return List.of();
            }
            return value;
        }
    }
}
