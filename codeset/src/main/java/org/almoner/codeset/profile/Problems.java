package org.almoner.codeset.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.almoner.codeset.profile.InvalidProfileException.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of one profile as JSON, and whatever was found to be wrong with them. */
final class Problems {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Place place;
    private final MessageDigest digest = sha256();
    private final List<Problem> found = new ArrayList<>();

    Problems(Place place) {
        this.place = place;
    }

    void add(String file, String path, String reason) {
        found.add(new Problem(file, path, reason));
    }

    List<Problem> found() {
        return found;
    }

    boolean none() {
        return found.isEmpty();
    }

    /** The object in a file; nothing if there is none, which is noted. */
    Optional<Fields> read(String fileName) {
        try {
            var bytes = place.bytes(fileName);
            if (bytes.isEmpty()) {
                add(fileName, "", "there is no such file");
                return Optional.empty();
            }
            if (bytes.get().length > Place.MOST_BYTES) {
                add(fileName, "", "it is larger than " + Place.MOST_BYTES + " bytes");
                return Optional.empty();
            }
            digest.update(bytes.get());
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.get()))
                    .toString();
            var root = MAPPER.readTree(text);
            if (root.isObject()) {
                return Optional.of(fields(fileName, "", root));
            }
            add(fileName, "", "it is not a JSON object");
        } catch (CharacterCodingException e) {
            add(fileName, "", "it is not UTF-8");
        } catch (JacksonException e) {
            var at = e.getLocation();
            var where = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
            add(fileName, where, "it is not well-formed JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + fileName + " in " + place, e);
        }
        return Optional.empty();
    }

    /** SHA-256 of all that was read, one file after the other, in hex; to be asked for once, in the end. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    Fields fields(String file, String path, JsonNode node) {
        return new Fields(this, file, path, node);
    }
}
