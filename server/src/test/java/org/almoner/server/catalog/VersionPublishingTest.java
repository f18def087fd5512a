package org.almoner.server.catalog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.almoner.server.TestDatabase;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.catalog.Address.VersionAddress;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.NotFound;
import org.almoner.server.web.Paging;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.almoner.server.catalog.CatalogWorld.ADMINISTERING;
import static org.almoner.server.catalog.CatalogWorld.ALSO_PUBLISHING;
import static org.almoner.server.catalog.CatalogWorld.PUBLISHING;
import static org.almoner.server.catalog.CatalogWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The life of a version, from its publisher's side. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class VersionPublishingTest {

    private final CatalogWorld world;
    private final SubProductAddress us;

    VersionPublishingTest(TestDatabase database) {
        world = new CatalogWorld(database.fresh());
        us = world.aSubProduct(world.aProduct("ICD"), "US");
    }

    @Test
    void whatIsSaidOfADraftComesBack() {
        var details = new VersionDetails(
                "2026 October",
                day("2026-10-01"),
                day("2026-09-15"),
                day("2036-10-01"),
                List.of(new Metadata("Library", "ICD-10-CM"), new Metadata("Codes", "74 044")),
                List.of(new MenuOption("Release Notes", "{0}")));

        var draft = world.versions.draft(PUBLISHING, us, details);

        assertThat(draft.details()).isEqualTo(details);
        assertThat(draft.state()).isEqualTo(VersionState.DRAFT);
        assertThat(draft.slug().text()).matches("2026-october-[0-9]+");
        assertThat(draft.createdBy()).isEqualTo("Example Publisher");
        assertThat(draft.createdAt()).isEqualTo(world.clock.instant()).isEqualTo(draft.updatedAt());
    }

    @Test
    void aDraftIsChangedAndKeepsItsSlug() {
        var draft = world.aDraft(us, "2026");

        var changed = world.versions.change(
                PUBLISHING,
                draft,
                before -> new VersionDetails(
                        "2027",
                        day("2027-10-01"),
                        before.launchDate(),
                        null,
                        List.of(new Metadata("Library", "ICD")),
                        List.of()));

        assertThat(changed.details().name()).isEqualTo("2027");
        assertThat(changed.details().metadata()).containsExactly(new Metadata("Library", "ICD"));
        assertThat(changed.slug()).isEqualTo(draft.version());
    }

    @Test
    void aCommitIsTold() {
        var draft = world.aDraft(us, "2026");
        world.upload(draft, "codes.csv", "A00");

        var committed = world.versions.commit(PUBLISHING, draft, false);

        assertThat(committed.state()).isEqualTo(VersionState.COMMITTED);
        assertThat(committed.committedAt()).isEqualTo(world.clock.instant());
        assertThat(committed.launchedAt()).isEqualTo(world.clock.instant());
        assertThat(events(CatalogEvent.VersionCommitted.class)).hasSize(1).allSatisfy(event -> {
            assertThat(event.object()).isEqualTo(draft.toString());
            assertThat(event.clientId()).isEqualTo("publisher-1");
            assertThat(event.release().versionName()).isEqualTo("2026");
        });
        assertThat(events(CatalogEvent.VersionLaunched.class)).hasSize(1);
    }

    @Test
    void aVersionWithoutFilesIsNotCommitted() {
        var draft = world.aDraft(us, "2026");

        assertThatThrownBy(() -> world.versions.commit(PUBLISHING, draft, false))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("no files");
        assertThat(world.versions.find(PUBLISHING, draft).state()).isEqualTo(VersionState.DRAFT);
    }

    @Test
    void aVersionWithAnUnfinishedFileIsNotCommitted() {
        var draft = world.aDraft(us, "2026");
        world.upload(draft, "codes.csv", "A00");
        world.files.announce(PUBLISHING, draft, new NewFile(new FileName("index.csv"), 100L, null, "text/csv"));

        assertThatThrownBy(() -> world.versions.commit(PUBLISHING, draft, false))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("index.csv");
    }

    @Test
    void aCommittedVersionIsFinal() {
        var version = world.aVersion(us, "2026");

        for (Runnable change : List.<Runnable>of(
                () -> world.versions.change(PUBLISHING, version, before -> before),
                () -> world.versions.delete(PUBLISHING, version),
                () -> world.versions.commit(PUBLISHING, version, false),
                () -> world.upload(version, "codes.csv", "other bytes"),
                () -> world.files.delete(PUBLISHING, version, new FileName("codes.csv")),
                () -> world.files.announce(
                        PUBLISHING, version, new NewFile(new FileName("more.csv"), null, null, "text/csv")))) {
            assertThatThrownBy(change::run).isInstanceOf(Conflict.class).hasMessageContaining("final");
        }
        assertThat(world.files.all(PUBLISHING, version)).hasSize(1);
    }

    @Test
    void ofManyWhoCommitAtOnceOneDoes() throws Exception {
        var draft = world.aDraft(us, "2026");
        world.upload(draft, "codes.csv", "A00");

        var outcomes = atOnce(8, () -> {
            try {
                world.versions.commit(PUBLISHING, draft, false);
                return "committed";
            } catch (Conflict e) {
                return "conflict";
            }
        });

        assertThat(outcomes).containsOnlyOnce("committed").hasSize(8);
        assertThat(events(CatalogEvent.VersionCommitted.class)).hasSize(1);
        assertThat(events(CatalogEvent.VersionLaunched.class)).hasSize(1);
    }

    @Test
    void aCommitAndAnUploadAtOnceNeverMakeACommittedVersionWithAnUnfinishedFile() throws Exception {
        for (int round = 0; round < 10; round++) {
            var draft = world.aDraft(us, "2026");
            world.upload(draft, "codes.csv", "A00");
            var commit = (Callable<String>) () -> attempt(() -> world.versions.commit(PUBLISHING, draft, false));
            var announce = (Callable<String>) () -> attempt(() -> world.files.announce(
                    PUBLISHING, draft, new NewFile(new FileName("more.csv"), null, null, "text/csv")));

            var outcomes = atOnce(List.of(commit, announce));

            assertThat(outcomes).containsExactlyInAnyOrder("done", "conflict");
        }
    }

    @Test
    void aRetractionWithdrawsTheBytesAndIsTold() {
        var version = world.aVersion(us, "2026");

        var retracted = world.versions.retract(PUBLISHING, version, "Codes missing");

        assertThat(retracted.state()).isEqualTo(VersionState.RETRACTED);
        assertThat(retracted.retraction()).isEqualTo(new Version.Retraction(world.clock.instant(), "Codes missing"));
        assertThat(world.store.withdrawn()).isEqualTo(1);
        assertThat(events(CatalogEvent.VersionRetracted.class))
                .singleElement()
                .extracting(CatalogEvent.VersionRetracted::reason)
                .isEqualTo("Codes missing");
        assertThatThrownBy(() -> world.versions.retract(PUBLISHING, version, "Again"))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void aDraftIsNotRetracted() {
        var draft = world.aDraft(us, "2026");

        assertThatThrownBy(() -> world.versions.retract(PUBLISHING, draft, "Never published"))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void aDeletedDraftTakesItsFilesAlong() {
        var draft = world.aDraft(us, "2026");
        world.upload(draft, "codes.csv", "A00");
        world.files.announce(PUBLISHING, draft, new NewFile(new FileName("index.csv"), 100L, null, "text/csv"));

        world.versions.delete(PUBLISHING, draft);

        assertThatThrownBy(() -> world.versions.find(PUBLISHING, draft)).isInstanceOf(NotFound.class);
        assertThat(world.store.contents()).isEmpty();
        assertThat(world.store.uploads()).isZero();
    }

    @Test
    void anotherPublisherFindsNothing() {
        var version = world.aVersion(us, "2026");

        for (Runnable request : List.<Runnable>of(
                () -> world.products.find(ALSO_PUBLISHING, new Address.ProductAddress(us.product())),
                () -> world.subProducts.find(ALSO_PUBLISHING, us),
                () -> world.versions.find(ALSO_PUBLISHING, version),
                () -> world.versions.page(ALSO_PUBLISHING, us, new Paging(1, 10)),
                () -> world.versions.commit(ALSO_PUBLISHING, version, false),
                () -> world.versions.retract(ALSO_PUBLISHING, version, "Malice"),
                () -> world.versions.delete(ALSO_PUBLISHING, version),
                () -> world.files.all(ALSO_PUBLISHING, version),
                () -> world.grants.grant(ALSO_PUBLISHING, CatalogWorld.STRANGER.id(), us))) {
            assertThatThrownBy(request::run).isInstanceOf(NotFound.class);
        }
        assertThat(world.products.page(ALSO_PUBLISHING, new Paging(1, 10)).items())
                .isEmpty();
    }

    @Test
    void anAdministratorReachesAllPublishers() {
        var version = world.aVersion(us, "2026");

        assertThat(world.versions.find(ADMINISTERING, version).details().name()).isEqualTo("2026");
        assertThat(world.products.page(ADMINISTERING, new Paging(1, 10)).total())
                .isEqualTo(1);
    }

    @Test
    void slugsAreUniqueInTheirParent() {
        var slugs = IntStream.range(0, 300)
                .mapToObj(_ -> world.aDraft(us, "2026", LocalDate.EPOCH, LocalDate.EPOCH))
                .map(VersionAddress::version)
                .toList();

        assertThat(slugs).doesNotHaveDuplicates();
    }

    private static String attempt(Runnable request) {
        try {
            request.run();
            return "done";
        } catch (Conflict e) {
            return "conflict";
        }
    }

    private static <T> List<T> atOnce(int times, Callable<T> request) throws Exception {
        return atOnce(IntStream.range(0, times).mapToObj(_ -> request).toList());
    }

    private static <T> List<T> atOnce(List<Callable<T>> requests) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = requests.stream()
                    .map(request -> threads.submit(() -> {
                        start.await();
                        return request.call();
                    }))
                    .toList();
            start.countDown();
            var outcomes = new ArrayList<T>();
            for (var future : running) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    private <E extends CatalogEvent> List<E> events(Class<E> type) {
        return world.events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
