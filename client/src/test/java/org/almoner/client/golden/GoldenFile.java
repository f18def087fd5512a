package org.almoner.client.golden;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A file of a version: bytes that arrived so far, and what was announced. */
public final class GoldenFile {

    final String id = UUID.randomUUID().toString();
    final String name;
    final @Nullable Long announcedSize;
    final @Nullable String announcedHash;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean stored;

    GoldenFile(String name, @Nullable Long announcedSize, @Nullable String announcedHash) {
        this.name = name;
        this.announcedSize = announcedSize;
        this.announcedHash = announcedHash;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Puts other bytes in its place, as no good server does. */
    public void replace(byte[] other) {
        bytes.reset();
        bytes.writeBytes(other);
    }

    String hash() {
        return hash(bytes());
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new HashMap<>();
        json.put("id", id);
        json.put("file_name", name);
        json.put("state", stored ? "stored" : "uploading");
        json.put("upload_offset", bytes.size());
        json.put("size_in_bytes", stored ? Long.valueOf(bytes.size()) : announcedSize);
        json.put("sha256", stored ? hash() : announcedHash);
        json.put("content_type", "application/octet-stream");
        return json;
    }
}
