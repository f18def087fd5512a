package org.almoner.server.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.StorageFull;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects in a bucket: {@code objects/<key>}, each a multipart upload while it is being written. S3 takes parts of 5 MB and
 * more only, so what an append leaves of a part is kept beside it, as {@code uploads/<key>/<number of the part>}, until
 * there is enough of it or no more to come.
 */
final class S3Store implements ObjectStore {

    private static final int NOT_FOUND = 404;
    private static final Set<String> FULL =
            Set.of("InsufficientStorage", "QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded");

    private final S3Client s3;
    private final String bucket;
    private final String objects;
    private final String uploads;

    /** @param prefix what the names of all objects in the bucket start with */
    S3Store(S3Client s3, String bucket, String prefix) {
        this.s3 = s3;
        this.bucket = bucket;
        this.objects = prefix + "objects/";
        this.uploads = prefix + "uploads/";
    }

    /** What the object is called in the bucket. */
    String name(ObjectKey key) {
        return objects + key;
    }

    @Override
    public Staging stage(ObjectKey key) {
        var upload = ask(
                () -> s3.createMultipartUpload(create -> create.bucket(bucket).key(name(key))));
        return new Staging(key, upload.uploadId());
    }

    @Override
    public long kept(Staging staging) {
        var sealed = size(name(staging.key()));
        if (sealed.isPresent()) {
            return sealed.getAsLong();
        }
        return findParts(staging)
                .map(parts ->
                        sum(parts) + size(tail(staging.key(), parts.size() + 1)).orElse(0))
                .orElse(0L);
    }

    @Override
    public Writer append(Staging staging, @Nullable Long length) {
        if (isSealed(staging.key())) {
            throw new Conflict("All bytes of this upload are there. Complete it, or start another.");
        }
        var parts = parts(staging);
        return new PartWriter(staging, parts.size() + 1, sum(parts), length);
    }

    @Override
    public void seal(Staging staging) {
        if (isSealed(staging.key())) {
            return;
        }
        var before = parts(staging);
        var number = before.size() + 1;
        var tail = get(tail(staging.key(), number));
        tail.ifPresent(bytes -> upload(staging, number, bytes, bytes.length));
        if (tail.isEmpty() && before.isEmpty()) {
            // A multipart upload needs a part.
            put(name(staging.key()), new byte[0], 0);
            abort(staging);
            return;
        }
        var parts = parts(staging).stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.partNumber())
                        .eTag(part.eTag())
                        .build())
                .toList();
        ask(() -> s3.completeMultipartUpload(complete -> complete.bucket(bucket)
                .key(name(staging.key()))
                .uploadId(staging.reference())
                .multipartUpload(CompletedMultipartUpload.builder().parts(parts).build())));
        deleteTails(staging.key());
    }

    @Override
    public void discard(Staging staging) {
        abort(staging);
        deleteTails(staging.key());
    }

    @Override
    public InputStream read(ObjectKey key, long first, long length) throws IOException {
        try {
            if (length == 0) {
                s3.headObject(head -> head.bucket(bucket).key(name(key)));
                return InputStream.nullInputStream();
            }
            return new Body(
                    s3.getObject(get ->
                            get.bucket(bucket).key(name(key)).range("bytes=" + first + "-" + (first + length - 1))),
                    length);
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                throw new NoSuchFileException(key.value());
            }
            throw new IOException(e);
        } catch (SdkException e) {
            throw new IOException(e);
        }
    }

    /** None: the bytes are elsewhere. */
    @Override
    public Optional<Path> file(ObjectKey key) {
        return Optional.empty();
    }

    @Override
    public void delete(ObjectKey key) {
        deleteNamed(name(key));
    }

    /** S3 doesn't tell before it is full. */
    @Override
    public void requireRoom(long bytes) {}

    @Override
    public Stream<Trace> traces(Instant before) {
        var begun =
                ask(() -> s3.listMultipartUploadsPaginator(
                                list -> list.bucket(bucket).prefix(objects)))
                        .uploads()
                        .stream()
                        .filter(upload -> upload.initiated().isBefore(before))
                        .flatMap(upload ->
                                keyIn(upload.key(), objects).map(key -> new Staging(key, upload.uploadId())).stream())
                        .<Trace>map(Trace.Staged::new);
        var tails = namesIn(uploads, before)
                .flatMap(name -> keyIn(name.substring(0, name.lastIndexOf('/')), uploads).stream())
                .distinct()
                .<Trace>map(key -> new Trace.Staged(new Staging(key, "")));
        var sealed = namesIn(objects, before)
                .flatMap(name -> keyIn(name, objects).stream())
                .<Trace>map(Trace.Sealed::new);
        return Stream.concat(begun, Stream.concat(tails, sealed));
    }

    private Stream<String> namesIn(String prefix, Instant before) {
        return ask(() -> s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))).contents().stream()
                .filter(object -> object.lastModified().isBefore(before))
                .map(object -> object.key());
    }

    private static Optional<ObjectKey> keyIn(String name, String prefix) {
        return ObjectKey.parse(name.substring(prefix.length()));
    }

    private String tail(ObjectKey key, int number) {
        return uploads + key + "/" + number;
    }

    private List<Part> parts(Staging staging) {
        return findParts(staging)
                .orElseThrow(() -> new UncheckedIOException(new NoSuchFileException(
                        "The bucket has lost the upload to " + staging.key() + ": does a rule of its own sweep it?")));
    }

    /** The parts so far, by number; empty if S3 knows nothing of the upload. */
    private Optional<List<Part>> findParts(Staging staging) {
        return find(() -> s3
                .listPartsPaginator(
                        list -> list.bucket(bucket).key(name(staging.key())).uploadId(staging.reference()))
                .parts()
                .stream()
                .toList());
    }

    private static long sum(List<Part> parts) {
        return parts.stream().mapToLong(Part::size).sum();
    }

    private void upload(Staging staging, int number, byte[] bytes, int length) {
        ask(() -> s3.uploadPart(
                part -> part.bucket(bucket)
                        .key(name(staging.key()))
                        .uploadId(staging.reference())
                        .partNumber(number),
                body(bytes, length)));
    }

    private void put(String name, byte[] bytes, int length) {
        ask(() -> s3.putObject(put -> put.bucket(bucket).key(name), body(bytes, length)));
    }

    /** Without a copy, and good for another try. */
    private static RequestBody body(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
    }

    private Optional<byte[]> get(String name) {
        return find(
                () -> s3.getObjectAsBytes(get -> get.bucket(bucket).key(name)).asByteArrayUnsafe());
    }

    private OptionalLong size(String name) {
        return find(() -> s3.headObject(head -> head.bucket(bucket).key(name)).contentLength())
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private boolean isSealed(ObjectKey key) {
        return size(name(key)).isPresent();
    }

    private void abort(Staging staging) {
        if (!staging.reference().isEmpty()) {
            find(() -> s3.abortMultipartUpload(
                    abort -> abort.bucket(bucket).key(name(staging.key())).uploadId(staging.reference())));
        }
    }

    private void deleteTails(ObjectKey key) {
        namesIn(uploads + key + "/", Instant.MAX).forEach(this::deleteNamed);
    }

    private void deleteNamed(String name) {
        ask(() -> s3.deleteObject(delete -> delete.bucket(bucket).key(name)));
    }

    /** What S3 answers, unless it knows no such thing. */
    private static <T> Optional<T> find(Supplier<T> request) {
        try {
            return Optional.of(request.get());
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw failed(e);
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    private static <T> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(SdkException e) {
        if (e instanceof S3Exception answer
                && answer.awsErrorDetails() != null
                && FULL.contains(String.valueOf(answer.awsErrorDetails().errorCode()))) {
            return new StorageFull("The server has no room for this. What it acknowledged is kept; try again when its"
                    + " operator has made room.");
        }
        return new UncheckedIOException(new IOException("S3 does not do as asked", e));
    }

    /** Fills one part at a time, so that an upload of any length needs no more memory than a part. */
    private final class PartWriter implements Writer {

        private final Staging staging;
        private final @Nullable Long length;
        private int number;
        private long safe;
        private byte[] part;
        private int filled;
        private boolean changed;
        private boolean hasTail;

        /**
         * @param number of the part to be written next
         * @param safe how many bytes are in the parts before it
         * @param length how many there will be in all; null if that is not known
         */
        PartWriter(Staging staging, int number, long safe, @Nullable Long length) {
            this.staging = staging;
            this.length = length;
            this.number = number;
            this.safe = safe;
            this.part = newPart();
            get(tail(staging.key(), number)).ifPresent(tail -> {
                System.arraycopy(tail, 0, part, 0, tail.length);
                filled = tail.length;
                hasTail = true;
            });
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            var from = offset;
            var left = count;
            while (left > 0) {
                if (filled == part.length) {
                    uploadPart();
                }
                var fitting = Math.min(left, part.length - filled);
                System.arraycopy(bytes, from, part, filled, fitting);
                filled += fitting;
                from += fitting;
                left -= fitting;
                changed = true;
            }
        }

        @Override
        public void close() {
            if (!changed) {
                return;
            }
            if (filled == part.length || isComplete()) {
                uploadPart();
            } else {
                put(tail(staging.key(), number), part, filled);
            }
        }

        private void uploadPart() {
            upload(staging, number, part, filled);
            if (hasTail) {
                deleteNamed(tail(staging.key(), number));
                hasTail = false;
            }
            safe += filled;
            number++;
            filled = 0;
            changed = false;
            part = newPart();
        }

        private boolean isComplete() {
            return length != null && safe + filled == length;
        }

        private byte[] newPart() {
            var size = PartSize.of(number);
            return new byte[length == null ? size : (int) Math.min(size, Math.max(1, length - safe))];
        }
    }

    /** A part of an object on its way in. */
    private static final class Body extends Bounded {

        private final ResponseInputStream<GetObjectResponse> answer;

        Body(ResponseInputStream<GetObjectResponse> answer, long length) {
            super(answer, length);
            this.answer = answer;
        }

        /** To close what has not been read would read it: a client that goes away must not make us fetch the rest. */
        @Override
        public void close() throws IOException {
            if (isAtEnd()) {
                super.close();
            } else {
                answer.abort();
            }
        }
    }
}
