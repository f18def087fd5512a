package org.almoner.server.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/** How the parts of the audit are put together. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditRows auditRows(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        return new AuditRows(jdbc, transactions);
    }

    @Bean
    SpillFile auditSpillFile(@Value("${almoner.data}") Path data) {
        return new SpillFile(data);
    }

    @Bean
    GroupedWriter auditWriter(AuditRows rows, SpillFile spill, AuditSettings settings, Clock clock) {
        return new GroupedWriter(rows, spill, settings, clock);
    }

    @Bean
    Recorder auditRecorder(AuditRows rows, GroupedWriter writer, Clock clock) {
        return new Recorder(
                rows, writer, new EntryIds(() -> ThreadLocalRandom.current().nextLong()), clock);
    }

    @Bean
    MeterBinder auditMeters(GroupedWriter writer, SpillFile spill) {
        return registry -> {
            Gauge.builder("almoner.audit.queued", writer, GroupedWriter::queued)
                    .description("Entries that wait for the database")
                    .register(registry);
            Gauge.builder("almoner.audit.spill", spill, SpillFile::size)
                    .description("What waits in the spill file to be written to the database")
                    .baseUnit("bytes")
                    .register(registry);
            FunctionCounter.builder("almoner.audit.written", writer, GroupedWriter::written)
                    .description("Entries written in groups")
                    .register(registry);
            FunctionCounter.builder("almoner.audit.spilled", writer, GroupedWriter::spilled)
                    .description("Entries that went to the spill file first")
                    .register(registry);
            FunctionCounter.builder("almoner.audit.lost", writer, GroupedWriter::lost)
                    .description("Entries that are in the log only, since neither database nor disk took them")
                    .register(registry);
        };
    }
}
