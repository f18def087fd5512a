package org.almoner.cli.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Table;
import org.almoner.client.admin.AuditEntry;
import org.almoner.client.admin.AuditQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code almoner audit} */
@Command(
        name = "audit",
        description = "Read the audit trail, newest first: who fetched or changed what, and how it ended.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner audit --org stmarys --from 2026-11-01",
            "  almoner audit --event transfer-ended --object 'icd-10-cm-1/*'",
            "  almoner audit --event transfer-ended --limit 0 --json"
        })
public final class AuditCommand implements Runnable {

    private final Context context;

    @Option(names = "--org", paramLabel = "ORG", description = "Only what this organization did.")
    private @Nullable String organization;

    @Option(names = "--client", paramLabel = "CLIENT_ID", description = "Only what this client did.")
    private @Nullable String client;

    @Option(names = "--event", paramLabel = "EVENT", description = "Only this kind of event, such as token-issued.")
    private @Nullable String event;

    @Option(
            names = "--object",
            paramLabel = "OBJECT",
            description = "Only what was done to this; with an asterisk at its end, to what begins so.")
    private @Nullable String object;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "Only from then on: 2026-11-01 (in UTC) or 2026-11-01T08:30:00Z.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", converter = Moment.class, description = "Only before then.")
    private @Nullable Instant to;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "No more than so many; 0 for all. Otherwise ${DEFAULT-VALUE}.")
    private long limit;

    AuditCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (limit < 0) {
            throw new CommandFailure(ExitCode.USAGE, "--limit is a number from 0, not " + limit + ".");
        }
        var query = new AuditQuery(organization, client, event, object, from, to);
        var entries = context.admin()
                .admin()
                .audit(query)
                .limit(limit == 0 ? Long.MAX_VALUE : limit)
                .toList();
        context.out().table(entries, () -> table(entries), "There is nothing of the kind in the audit trail.");
    }

    private static Table table(List<AuditEntry> entries) {
        var table = new Table("AT", "EVENT", "OUTCOME", "ORG", "CLIENT", "OBJECT", "BYTES", "ADDRESS", "REQUEST");
        entries.forEach(each -> table.row(
                Times.shown(each.at()),
                each.event(),
                each.outcome(),
                each.organization(),
                each.clientId(),
                each.object(),
                each.bytesSent(),
                each.address(),
                each.requestId()));
        return table;
    }

    /** Reads a day, meaning its beginning in UTC, or a moment. */
    static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.length() == 10
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "'" + text + "' is not a time such as 2026-11-01 or 2026-11-01T08:30:00Z");
            }
        }
    }
}
