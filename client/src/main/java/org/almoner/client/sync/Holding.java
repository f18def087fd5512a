package org.almoner.client.sync;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What a copy has of a version or an extract. */
public final class Holding {

    private final Subject subject;
    private final Map<String, HeldFile> files = new LinkedHashMap<>();
    private final Map<String, String> begun = new LinkedHashMap<>();
    private final Set<String> missed = new LinkedHashSet<>();
    private @Nullable Whole whole;

    Holding(Subject subject) {
        this.subject = subject;
    }

    /**
     * What was known of it when it became whole.
     *
     * @param name what people call it
     * @param revision what the server would change if it changed anything; null where it says nothing of the kind
     * @param choice which files were wanted
     * @param manifest where its signed manifest lies, from the copy's folder on; null if it has none
     * @param signer the key that the manifest is signed with, as it is pinned; null if it has none
     */
    public record Whole(
            String name,
            @Nullable String revision,
            String choice,
            @Nullable String manifest,
            @Nullable String signer,
            Instant at) {

        boolean saysTheSame(Whole other) {
            return equals(new Whole(other.name, other.revision, other.choice, other.manifest, other.signer, at));
        }
    }

    public Subject subject() {
        return subject;
    }

    /** Its files that are in place. */
    public Collection<HeldFile> files() {
        return Collections.unmodifiableCollection(files.values());
    }

    /** What was known of it when its last file was in place; null if some are missing still. */
    public @Nullable Whole whole() {
        return whole;
    }

    @Nullable
    HeldFile file(String path) {
        return files.get(path);
    }

    /** What was to be put in place and is not known to be, each with its id, by their paths. */
    Map<String, String> begun() {
        return Collections.unmodifiableMap(begun);
    }

    /** The files of which only a part may be there: they could not be fetched. */
    Set<String> missed() {
        return Collections.unmodifiableSet(missed);
    }

    /** Whether what is found under this name is the copy's own. */
    boolean owns(String path) {
        return files.containsKey(path) || begun.containsKey(path) || (whole != null && path.equals(whole.manifest()));
    }

    void begin(String path, String id) {
        missed.remove(path);
        begun.put(path, id);
    }

    void put(HeldFile file) {
        missed.remove(file.path());
        begun.remove(file.path());
        files.put(file.path(), file);
    }

    void miss(String path) {
        begun.remove(path);
        missed.add(path);
    }

    void become(@Nullable Whole state) {
        whole = state;
        if (state != null && state.manifest() != null) {
            begun.remove(state.manifest());
        }
    }
}
