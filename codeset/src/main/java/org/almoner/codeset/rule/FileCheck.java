package org.almoner.codeset.rule;

import java.io.IOException;
import java.util.Optional;

import org.almoner.codeset.Release.Part;
import org.almoner.codeset.profile.Severity;
import org.almoner.codeset.read.ReadLimits;
import org.almoner.codeset.read.ReleaseException;
import org.almoner.codeset.read.RowReader;
import org.almoner.codeset.rule.CheckReport.CheckedFile;

/** Reads one file to its end, and over lines that are not of its layout where the next line is certain. */
final class FileCheck {

    private final Part part;
    private final Findings findings;
    private final ReadLimits limits;
    private long rows;

    FileCheck(Part part, Findings findings, ReadLimits limits) {
        this.part = part;
        this.findings = findings;
        this.limits = limits;
    }

    CheckedFile run(RowRules rules) throws IOException {
        boolean whole = false;
        try (var reader = RowReader.open(part.file(), part.expected().layout(), limits)) {
            reader.unknownHeadings()
                    .forEach(heading -> found(
                            RuleKind.HEADER, Severity.WARNING, "has a column '" + heading + "' that nobody knows"));
            whole = readAll(reader, rules);
            if (reader.endsOpen()) {
                found(RuleKind.END, Severity.WARNING, "stops in the middle of its last line. Is it whole?");
            }
        } catch (ReleaseException e) {
            findings.add(finding(e, part.file().name(), ""));
        }
        rules.settle();
        return new CheckedFile(part.file().name(), part.expected().table(), rows, Optional.empty(), whole);
    }

    private boolean readAll(RowReader reader, RowRules rules) throws IOException {
        while (true) {
            try {
                if (!reader.next()) {
                    return true;
                }
                rows++;
                rules.look(reader);
            } catch (ReleaseException e) {
                boolean goesOn = canGoOn(e, reader);
                findings.add(finding(
                        e, part.file().name(), goesOn ? "" : " What comes after it in the file was not checked."));
                if (!goesOn) {
                    return false;
                }
            }
        }
    }

    private static boolean canGoOn(ReleaseException e, RowReader reader) {
        return switch (e.kind()) {
            case RECORD, ENCODING -> reader.recovers();
            // The record as such was read.
            case VALUE -> true;
            case ARCHIVE, FILE, ENDLESS -> false;
        };
    }

    /** What a reader says as a finding. */
    static Finding finding(ReleaseException e, String file, String more) {
        var rule = switch (e.kind()) {
            case ARCHIVE -> RuleKind.ARCHIVE;
            case FILE -> RuleKind.HEADER;
            case RECORD, ENDLESS -> RuleKind.RECORD;
            case ENCODING -> RuleKind.ENCODING;
            case VALUE -> RuleKind.VALUE;
        };
        return new Finding(rule, Severity.ERROR, file, e.line(), "", e.reason() + (more.isEmpty() ? "" : "." + more));
    }

    private void found(RuleKind rule, Severity severity, String message) {
        findings.add(new Finding(rule, severity, part.file().name(), 0, "", message));
    }
}
