package org.almoner.bench.download;

import java.util.List;
import java.util.Optional;

import org.almoner.bench.download.Load.Listing;
import org.almoner.bench.download.Load.ManyFiles;
import org.almoner.bench.download.Load.WholeFile;

/**
 * One thing that is measured.
 *
 * @param name what the command line calls it
 * @param title what the report calls it
 */
record Case(String name, String title, Load load, Unit unit, Optional<Goal> goal) {

    /**
     * What Almoner is to reach, as a share of nginx's rate.
     *
     * @param now what it has to reach
     * @param later where it is going
     */
    record Goal(double now, double later) {}

    static List<Case> all(Scale scale) {
        int many = scale.connections();
        var large = size(scale.largeFile());
        return List.of(
                new Case(
                        "large-1",
                        "one " + large + " file, 1 connection",
                        new WholeFile(1),
                        Unit.MEGABYTES,
                        goal(1.0, 1.0)),
                new Case(
                        "large-4",
                        "one " + large + " file, 4 connections",
                        new WholeFile(4),
                        Unit.MEGABYTES,
                        goal(1.0, 1.0)),
                new Case(
                        "medium",
                        size(scale.mediumFile()) + " files, " + many + " connections",
                        new ManyFiles(FileSet.MEDIUM, many),
                        Unit.MEGABYTES,
                        goal(0.6, 0.9)),
                new Case(
                        "small",
                        size(scale.smallFile()) + " files, " + many + " connections",
                        new ManyFiles(FileSet.SMALL, many),
                        Unit.REQUESTS,
                        Optional.empty()),
                new Case(
                        "listing",
                        "authenticated listing, " + many + " connections",
                        new Listing(many),
                        Unit.REQUESTS,
                        goal(0.15, 0.25)));
    }

    private static Optional<Goal> goal(double now, double later) {
        return Optional.of(new Goal(now, later));
    }

    private static String size(long bytes) {
        if (bytes % (1 << 30) == 0) {
            return (bytes >> 30) + " GiB";
        }
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
    }
}
