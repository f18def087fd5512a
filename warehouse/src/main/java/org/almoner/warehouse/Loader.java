package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ExtractDescription;
import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.disk.Sha256;
import org.almoner.dataset.engine.DataSetLayout;
import org.almoner.dataset.verify.ArchiveVerifier;
import org.almoner.dataset.verify.Finding;
import org.almoner.dataset.verify.RowVisitor;
import org.almoner.dataset.verify.Verification;

/** Loads extracts of one data set. */
public final class Loader {

    private static final int SHOWN_FINDINGS = 5;
    private static final RowVisitor NOBODY = (_, _, _, _) -> {};

    private final DataSetLayout dataSet;
    private final List<Table> tables;
    private final ArchiveVerifier verifier;
    private final InstantSource clock;
    private final LoadListener listener;

    /** @throws WarehouseException if the data set cannot be tables */
    public Loader(DataSetLayout dataSet, ArchiveVerifier verifier, InstantSource clock, LoadListener listener) {
        this.dataSet = dataSet;
        this.tables = Table.of(dataSet);
        this.verifier = verifier;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Decides which archives to load, in which order. Looks into the INCREMENTALs among them that are not loaded, for their bases.
     *
     * @param given archives, and folders that are searched for them
     * @param loads what was loaded
     * @param wanted picks out those of a population; nothing if all are meant
     * @throws java.nio.file.NoSuchFileException if one is not there
     * @throws WarehouseException if there is a gap in the chain, they do not belong together, or one is damaged
     */
    public Plan plan(List<Path> given, List<Load> loads, Optional<Predicate<ArchiveName>> wanted) throws IOException {
        var found = Archives.in(given).stream()
                .filter(archive -> wanted.isEmpty() || wanted.get().test(archive.name()))
                .toList();
        Map<ArchiveName, ArchiveName> bases = new HashMap<>();
        boolean inFolder = given.stream().anyMatch(Files::isDirectory);
        var plan = new Planner(loads, archive -> {
                    var known = bases.get(archive.name());
                    if (known != null) {
                        return known;
                    }
                    var base = verify(archive).base().orElseThrow();
                    bases.put(archive.name(), base);
                    return base;
                })
                .plan(found, inFolder);
        plan.steps().forEach(archive -> requireVersion(archive.name()));
        return plan;
    }

    /**
     * Verifies an archive and that it is one of the data set, without a warehouse.
     *
     * @throws WarehouseException if it is not
     */
    public ExtractDescription verify(Archive archive) throws IOException {
        try (var in = WatchedStream.of(archive, listener::verifying)) {
            var verification = verifier.verify(archive.name().fileName(), in, NOBODY);
            return described(archive, verification);
        }
    }

    /**
     * Loads an archive: in one transaction, which is committed if the archive is sound and follows on what is loaded, or is a COMPLETE.
     *
     * @throws WarehouseException if it is not, and the warehouse is as before
     * @throws IOException if the archive cannot be read, and the warehouse is as before
     */
    public Load load(Archive archive, Warehouse warehouse) throws IOException {
        requireVersion(archive.name());
        var loads = warehouse.loads();
        Optional<Load> last = loads.isEmpty() ? Optional.empty() : Optional.of(loads.getLast());
        requireSameDataSet(last);
        requireSeries(archive.name(), last);
        var loading = warehouse.begin(tables, archive.name().type(), last);
        boolean committed = false;
        try {
            var load = load(archive, loading, last);
            warehouse.commit(load);
            committed = true;
            return load;
        } catch (SQLException e) {
            throw Warehouse.failed("load " + archive.path(), e);
        } finally {
            if (!committed) {
                loading.abandon();
                warehouse.rollBack();
            }
        }
    }

    private Load load(Archive archive, Loading loading, Optional<Load> last) throws IOException, SQLException {
        var sha256 = Sha256.digest();
        try (var in = WatchedStream.of(archive, listener::loading);
                var hashed = new DigestInputStream(in, sha256)) {
            var verification = verifier.verify(archive.name().fileName(), hashed, loading);
            var extract = described(archive, verification);
            requireBase(extract, last);
            loading.finish(verification.files());
            return new Load(
                    last.map(load -> load.number() + 1).orElse(1L),
                    extract,
                    new Load.ArchiveFile(
                            archive.name().fileName(),
                            in.position(),
                            HexFormat.of().formatHex(sha256.digest())),
                    loading.inserted(),
                    loading.deleted(),
                    clock.instant());
        }
    }

    private ExtractDescription described(Archive archive, Verification verification) {
        if (!verification.isSound() || verification.description().isEmpty()) {
            throw new WarehouseException("%s is not sound. Fetch it again. Findings: %d, such as: %s"
                    .formatted(
                            archive.path(),
                            verification.count(),
                            verification.findings().stream()
                                    .limit(SHOWN_FINDINGS)
                                    .map(Finding::toString)
                                    .collect(Collectors.joining("; "))));
        }
        var extract = verification.description().get();
        if (!extract.dataSet().equals(dataSet.type())) {
            throw new WarehouseException("%s is of the data set %s, not of %s. Name its definition with --dataset."
                    .formatted(archive.path(), extract.dataSet(), dataSet.type()));
        }
        return extract;
    }

    private void requireVersion(ArchiveName name) {
        if (!name.version().equals(dataSet.version())) {
            throw new WarehouseException(
                    "%s is of version %s of its data set, not of %s %s. Name its definition with --dataset."
                            .formatted(name, name.version(), dataSet.type(), dataSet.version()));
        }
    }

    private void requireSameDataSet(Optional<Load> last) {
        last.map(load -> load.extract().dataSet())
                .filter(held -> !held.equals(dataSet.type()))
                .ifPresent(held -> {
                    throw new WarehouseException("The schema holds extracts of " + held + ", not of " + dataSet.type()
                            + ". Load these into a schema of their own, with --schema.");
                });
    }

    private static void requireSeries(ArchiveName name, Optional<Load> last) {
        last.map(load -> Planner.Series.of(load.name()))
                .filter(held -> !held.equals(Planner.Series.of(name)))
                .ifPresent(held -> {
                    throw new WarehouseException("The schema holds " + held + ", but " + name + " is of "
                            + Planner.Series.of(name) + ". Load it into a schema of its own, with --schema.");
                });
    }

    private static void requireBase(ExtractDescription extract, Optional<Load> last) {
        if (extract.name().type() == ExtractType.COMPLETE) {
            return;
        }
        if (last.isEmpty() || !extract.base().equals(Optional.of(last.get().name()))) {
            throw new WarehouseException("%s changes %s, but %s. Load what lies between, or a COMPLETE that is newer."
                    .formatted(
                            extract.name(),
                            extract.base().map(ArchiveName::stem).orElse("nothing"),
                            last.map(load -> load.name() + " is what is loaded").orElse("nothing is loaded")));
        }
    }
}
