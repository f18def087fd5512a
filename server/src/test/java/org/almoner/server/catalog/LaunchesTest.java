package org.almoner.server.catalog;

import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import org.almoner.server.TestDatabase;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.catalog.CatalogEvent.VersionLaunched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.almoner.server.catalog.CatalogWorld.PUBLISHER;
import static org.almoner.server.catalog.CatalogWorld.PUBLISHING;
import static org.almoner.server.catalog.CatalogWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** That a version was launched is told once, when its day begins. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LaunchesTest {

    private final DataSource database;
    private final CatalogWorld world;
    private final SubProductAddress us;

    LaunchesTest(TestDatabase database) {
        this.database = database.fresh();
        world = new CatalogWorld(this.database);
        us = world.aSubProduct(world.aProduct("ICD"), "US");
    }

    @Test
    void aVersionIsLaunchedAtTheStartOfItsDay() {
        var version = world.aVersion(us, "2027", day("2027-01-01"), day("2026-12-01"));
        assertThat(launches()).isEmpty();

        runJobsAt("2026-11-30T23:59:59Z");
        assertThat(launches()).isEmpty();

        runJobsAt("2026-12-01T00:00:00Z");
        assertThat(launches()).singleElement().satisfies(launch -> {
            assertThat(launch.object()).isEqualTo(version.toString());
            assertThat(launch.organization()).isEqualTo(PUBLISHER.id().value());
            assertThat(launch.clientId()).isNull();
        });
        assertThat(world.versions.find(PUBLISHING, version).launchedAt()).isEqualTo("2026-12-01T00:00:00Z");
    }

    @Test
    void aLaunchThatWasMissedIsMadeUpFor() {
        world.aVersion(us, "2027", day("2027-01-01"), day("2026-12-01"));

        runJobsAt("2026-12-24T18:00:00Z");

        assertThat(launches()).hasSize(1);
    }

    @Test
    void aJobThatRunsTwiceTellsItOnce() {
        var version = world.aVersion(us, "2027", day("2027-01-01"), day("2026-12-01"));
        var id = world.versions.find(PUBLISHING, version).id();

        world.launches.run(id);
        world.launches.run(id);

        assertThat(launches()).hasSize(1);
    }

    @Test
    void aVersionThatWasRetractedBeforeIsNotLaunched() {
        var version = world.aVersion(us, "2027", day("2027-01-01"), day("2026-12-01"));
        world.versions.retract(PUBLISHING, version, "Codes missing");

        runJobsAt("2026-12-01T00:00:00Z");

        assertThat(launches()).isEmpty();
    }

    @Test
    void aCommitThatFailsPlansNothing() {
        var draft = world.aDraft(us, "2027", day("2027-01-01"), day("2026-12-01"));

        assertThat(catchThrowable(() -> world.versions.commit(PUBLISHING, draft, false)))
                .isNotNull();

        assertThat(world.jdbc
                        .sql("select count(*) from scheduled_tasks")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void runJobsAt(String moment) {
        world.clock.set(Instant.parse(moment));
        // A new one each time, as after a restart: what is to be done is in the database.
        scheduler().runAnyDueExecutions();
    }

    private ManualScheduler scheduler() {
        var time = new SettableClock();
        time.set(world.clock.instant());
        List<Task<?>> jobs = List.of(new CatalogConfiguration().launchJob(world.launches));
        return TestHelper.createManualScheduler(database, jobs).clock(time).build();
    }

    private List<VersionLaunched> launches() {
        return world.events.stream()
                .filter(VersionLaunched.class::isInstance)
                .map(VersionLaunched.class::cast)
                .toList();
    }
}
