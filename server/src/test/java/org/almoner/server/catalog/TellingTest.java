package org.almoner.server.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.almoner.server.TestDatabase;
import org.almoner.server.access.Organization;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.catalog.Address.ProductAddress;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.catalog.Address.VersionAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.almoner.server.catalog.CatalogWorld.HOSPITAL;
import static org.almoner.server.catalog.CatalogWorld.PUBLISHER;
import static org.almoner.server.catalog.CatalogWorld.PUBLISHING;
import static org.almoner.server.catalog.CatalogWorld.STRANGER;
import static org.almoner.server.catalog.CatalogWorld.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Who is told that it sees more or less than before, and that retention dates come. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TellingTest {

    private final CatalogWorld world;
    private final ProductAddress icd;
    private final SubProductAddress us;

    TellingTest(TestDatabase database) {
        world = new CatalogWorld(database.fresh());
        icd = world.aProduct("ICD");
        us = world.aSubProduct(icd, "US");
    }

    private static OrganizationId id(Organization organization) {
        return organization.id();
    }

    private <T extends CatalogEvent> List<T> told(Class<T> type) {
        return world.events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void change(Organization owner, boolean isPublic) {
        world.subProducts.change(PUBLISHING, us, _ -> new SubProductDetails("US", owner.id(), isPublic));
    }

    @Test
    void aGrantAndItsEndAreToldByAddress() {
        world.grant(HOSPITAL, icd);
        world.grant(STRANGER, us);
        world.grants.withdraw(PUBLISHING, HOSPITAL.id(), icd);

        assertThat(told(CatalogEvent.Granted.class))
                .extracting(CatalogEvent.Granted::granted, CatalogEvent::object)
                .containsExactly(
                        tuple(Set.of(id(HOSPITAL)), icd.toString()), tuple(Set.of(id(STRANGER)), us.toString()));
        assertThat(told(CatalogEvent.Revoked.class))
                .extracting(CatalogEvent.Revoked::revoked, CatalogEvent.Revoked::subProductSlug)
                .containsExactly(tuple(Set.of(id(HOSPITAL)), null));
    }

    @Test
    void aSubProductThatBecomesPublicIsToldToThoseWhoDidNotSeeIt() {
        world.grant(HOSPITAL, icd);
        world.events.clear();

        change(PUBLISHER, true);

        assertThat(told(CatalogEvent.Granted.class))
                .singleElement()
                .satisfies(granted -> assertThat(granted.granted()).containsExactly(id(STRANGER)))
                .satisfies(granted -> assertThat(granted.object()).isEqualTo(us.toString()));
        assertThat(told(CatalogEvent.Revoked.class)).isEmpty();
    }

    @Test
    void oneThatCeasesToBePublicIsToldToThoseWhoSeeItNoMore() {
        change(PUBLISHER, true);
        world.grant(HOSPITAL, us);
        world.events.clear();

        change(PUBLISHER, false);

        assertThat(told(CatalogEvent.Revoked.class))
                .singleElement()
                .satisfies(revoked -> assertThat(revoked.revoked()).containsExactly(id(STRANGER)));
        assertThat(told(CatalogEvent.Granted.class)).isEmpty();
    }

    @Test
    void aNewOwnerIsToldAndSoIsTheOldOne() {
        change(HOSPITAL, false);

        assertThat(told(CatalogEvent.Granted.class))
                .singleElement()
                .satisfies(granted -> assertThat(granted.granted()).containsExactly(id(HOSPITAL)));
        assertThat(told(CatalogEvent.Revoked.class))
                .singleElement()
                .satisfies(revoked -> assertThat(revoked.revoked()).containsExactly(id(PUBLISHER)));
    }

    @Test
    void aNewNameIsToldToNobody() {
        world.subProducts.change(PUBLISHING, us, before -> new SubProductDetails("USA", before.owner(), false));

        assertThat(told(CatalogEvent.Granted.class)).isEmpty();
        assertThat(told(CatalogEvent.Revoked.class)).isEmpty();
    }

    @Test
    void anOrganizationSeesWhatIsPublicItsOwnOrGranted() {
        var open = world.aSubProduct(icd, "Open", PUBLISHER, true);
        var own = world.aSubProduct(icd, "Own", HOSPITAL, false);
        var granted = world.aSubProduct(icd, "Granted");
        world.grant(HOSPITAL, granted);
        var loinc = world.aProduct("LOINC");
        var whole = world.aSubProduct(loinc, "Whole");
        world.grant(HOSPITAL, loinc);

        assertThat(world.visible.of(HOSPITAL.id()))
                .containsExactlyInAnyOrderElementsOf(List.of(open, own, granted, whole).stream()
                        .map(address ->
                                world.subProducts.find(PUBLISHING, address).id())
                        .toList());
    }

    @Test
    void aRetentionDateIsToldOnceWhenItComes() {
        var version = aVersionKeptUntil("2026-12-01");
        var other = aVersionKeptUntil("2027-12-01");

        tellAt("2026-11-30T23:59:59Z");
        assertThat(told(CatalogEvent.VersionExpired.class)).isEmpty();

        tellAt("2026-12-01T00:00:00Z");
        tellAt("2026-12-01T01:00:00Z");
        assertThat(told(CatalogEvent.VersionExpired.class))
                .singleElement()
                .satisfies(expired -> assertThat(expired.object()).isEqualTo(version.toString()))
                .satisfies(expired -> assertThat(expired.organization())
                        .isEqualTo(id(PUBLISHER).value()));

        tellAt("2030-01-01T00:00:00Z");
        assertThat(told(CatalogEvent.VersionExpired.class))
                .extracting(CatalogEvent.VersionExpired::object)
                .containsExactly(version.toString(), other.toString());
    }

    @Test
    void aRetentionDateIsToldOnceSomeDaysAhead() {
        var version = aVersionKeptUntil("2026-12-15");
        aVersionKeptUntil("2027-12-01");

        tellAt("2026-11-30T23:59:59Z");
        assertThat(told(CatalogEvent.VersionExpiring.class)).isEmpty();

        tellAt("2026-12-01T00:00:00Z");
        tellAt("2026-12-01T01:00:00Z");
        assertThat(told(CatalogEvent.VersionExpiring.class))
                .singleElement()
                .satisfies(expiring -> assertThat(expiring.object()).isEqualTo(version.toString()))
                .satisfies(expiring -> assertThat(expiring.retentionDate()).isEqualTo("2026-12-15"));
        assertThat(told(CatalogEvent.VersionExpired.class)).isEmpty();

        tellAt("2026-12-15T00:00:00Z");
        assertThat(told(CatalogEvent.VersionExpiring.class)).hasSize(1);
        assertThat(told(CatalogEvent.VersionExpired.class)).hasSize(1);
    }

    @Test
    void theRetentionDateOfWhatWasRetractedIsNotTold() {
        world.versions.retract(PUBLISHING, aVersionKeptUntil("2026-12-01"), "Wrong");
        keepUntil(world.aDraft(us, "Draft"), "2026-12-01");

        tellAt("2026-12-01T00:00:00Z");

        assertThat(told(CatalogEvent.VersionExpired.class)).isEmpty();
    }

    @Test
    void aRetentionDateIsNotToldBeforeTheLaunchIs() {
        var draft = world.aDraft(us, "Short-lived", day("2026-12-01"), day("2026-12-01"));
        keepUntil(draft, "2026-12-01");
        world.upload(draft, "codes.csv", "x");
        var version = world.versions.commit(PUBLISHING, draft, false);

        tellAt("2026-12-01T00:00:00Z");
        assertThat(told(CatalogEvent.VersionExpired.class)).isEmpty();

        world.launches.run(version.id());
        tellAt("2026-12-01T01:00:00Z");
        assertThat(told(CatalogEvent.VersionExpired.class)).hasSize(1);
    }

    @Test
    void aRetractionSaysWhetherTheVersionWasEverSeen() {
        var seen = world.aVersion(us, "Seen");
        var unseen = world.aVersion(us, "Unseen", day("2027-01-01"), day("2027-01-01"));
        world.versions.retract(PUBLISHING, seen, "Wrong");
        world.versions.retract(PUBLISHING, unseen, "Wrong");

        assertThat(told(CatalogEvent.VersionRetracted.class))
                .extracting(CatalogEvent.VersionRetracted::launched)
                .containsExactly(true, false);
    }

    private VersionAddress aVersionKeptUntil(String day) {
        var draft = world.aDraft(us, "Kept until " + day);
        keepUntil(draft, day);
        world.upload(draft, "codes.csv", day);
        world.versions.commit(PUBLISHING, draft, false);
        return draft;
    }

    private void keepUntil(VersionAddress draft, String day) {
        world.versions.change(
                PUBLISHING,
                draft,
                details -> new VersionDetails(
                        details.name(),
                        details.effectiveDate(),
                        details.launchDate(),
                        day(day),
                        details.metadata(),
                        details.menuActions()));
    }

    private void tellAt(String moment) {
        world.clock.set(Instant.parse(moment));
        world.expiries.tell();
    }
}
