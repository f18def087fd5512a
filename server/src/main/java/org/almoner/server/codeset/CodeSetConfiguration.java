package org.almoner.server.codeset;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.almoner.server.catalog.DraftCheck;
import org.almoner.server.catalog.VersionContents;
import org.almoner.server.jobs.DueJobs;
import org.almoner.server.storage.Objects;
import org.almoner.server.storage.Uploads;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** How the parts of checking are put together. */
@Configuration(proxyBeanMethods = false)
class CodeSetConfiguration {

    private static final Duration WHEN_BUSY = Duration.ofSeconds(1);
    private static final Duration WHEN_FAILED = Duration.ofSeconds(10);

    @Bean
    CodeSetLibrary codeSetLibrary(CodeSetSettings settings) {
        return new CodeSetLibrary(settings.profiles());
    }

    @Bean
    Checking checking(
            CheckRows rows,
            VersionContents versions,
            CodeSetLibrary library,
            CheckTraces traces,
            SchedulerClient scheduler,
            DueJobs due,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new Checking(
                rows,
                versions,
                library,
                traces,
                scheduler,
                due,
                new TransactionTemplate(transactions),
                clock,
                pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
    }

    @Bean
    DraftCheck commitCheck(Checking checking, VersionContents versions, CodeSetSettings settings) {
        return new CommitCheck(checking, versions, settings.checks(), settings.commitWait());
    }

    @Bean
    CheckRun checkRun(
            CheckRows rows,
            VersionContents versions,
            CodeSetLibrary library,
            Objects objects,
            Uploads uploads,
            CodeSetSettings settings,
            @Value("${almoner.data}") Path data,
            PlatformTransactionManager transactions,
            Clock clock,
            JsonMapper json,
            SecureRandom random) {
        return new CheckRun(
                rows,
                versions,
                library,
                new CheckWork(library, objects, settings.memory().toBytes(), random::nextLong, json),
                uploads,
                data.resolve("scratch").resolve("checks"),
                new TransactionTemplate(transactions),
                clock,
                settings.atOnce());
    }

    @Bean
    Task<Void> releaseCheckJob(CheckRun run) {
        return Tasks.custom(Checking.JOB)
                .onFailure(new OnFailureRetryLater<>(WHEN_FAILED))
                .execute((instance, _) -> switch (run.run(CheckId.parse(instance.getId()))) {
                    case OVER -> new OnCompleteRemove<>();
                    case LATER -> new OnCompleteReschedule<>(FixedDelay.of(WHEN_BUSY));
                });
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> checkSweeping(CheckRun run) {
        return _ -> run.sweep();
    }
}
