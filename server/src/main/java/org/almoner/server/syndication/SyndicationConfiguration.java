package org.almoner.server.syndication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler.ReviveDeadExecution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.almoner.server.jobs.DueJobs;
import org.almoner.server.web.ErrorShape;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** How the parts of the syndication are put together. */
@Configuration(proxyBeanMethods = false)
class SyndicationConfiguration {

    private static final Duration BETWEEN_FEEDS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TIDYINGS = Duration.ofHours(1);
    private static final Duration WHEN_BUSY = Duration.ofSeconds(2);
    private static final Duration WHEN_FAILED = Duration.ofSeconds(10);

    @Bean
    ErrorShape syndicationErrors() {
        return new MessageShape();
    }

    @Bean
    Ids syndicationIds() {
        return UUID::randomUUID;
    }

    @Bean
    Scratch extractScratch(@Value("${almoner.data}") Path data) {
        return new Scratch(data.resolve("scratch").resolve("extracts"));
    }

    @Bean
    Task<Void> extractJob(JobRun run, DueJobs due) {
        return Tasks.custom(Line.JOB)
                .onDeadExecution(new ReviveDeadExecution<>() {
                    @Override
                    public void deadExecution(ExecutionComplete dead, ExecutionOperations<Void> operations) {
                        super.deadExecution(dead, operations);
                        due.look();
                    }
                })
                .onFailure(new OnFailureRetryLater<>(WHEN_FAILED))
                .execute((instance, context) -> switch (run.run(
                        UUID.fromString(instance.getId()), context.getSchedulerState()::isShuttingDown)) {
                    case OVER -> new OnCompleteRemove<>();
                    case LATER -> new OnCompleteReschedule<>(FixedDelay.of(WHEN_BUSY));
                });
    }

    @Bean
    RecurringTask<Void> feedsTask(FeedAdmin feeds) {
        return Tasks.recurring("syndication-feeds", FixedDelay.of(BETWEEN_FEEDS))
                .execute((_, _) -> feeds.runDue());
    }

    @Bean
    RecurringTask<Void> extractRetentionTask(ExtractAdmin extracts) {
        return Tasks.recurring("syndication-retention", FixedDelay.of(BETWEEN_TIDYINGS))
                .execute((_, _) -> extracts.tidyUp());
    }

    /** Does nothing where the tasks are scheduled already. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> syndicationSchedule(
            SchedulerClient scheduler, RecurringTask<Void> feedsTask, RecurringTask<Void> extractRetentionTask) {
        return _ -> List.of(feedsTask, extractRetentionTask)
                .forEach(task -> scheduler.scheduleIfNotExists(task.schedulableInstance(RecurringTask.INSTANCE)));
    }

    @Bean
    SchedulingConfigurer scratchSweeping(Scratch scratch, Tools tools, ExtractJobs jobs) {
        return tasks -> tasks.addFixedDelayTask(() -> sweep(scratch, tools.engine(), jobs), BETWEEN_TIDYINGS);
    }

    private static void sweep(Scratch scratch, ExtractEngine engine, ExtractJobs jobs) {
        try {
            scratch.sweep(id -> jobs.find(id)
                    .filter(job -> job.state() == JobState.RUNNING)
                    .map(job -> OptionalInt.of(job.attempt()))
                    .orElse(OptionalInt.empty()));
            engine.sweep(
                    id -> jobs.find(id).filter(job -> !job.state().isEnded()).isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot sweep what ended jobs left", e);
        }
    }

    /** What there is can still be handed out where nothing makes more. */
    @Bean
    Tools extractTools(ObjectProvider<ExtractEngine> engine, ObjectProvider<ArchiveCheck> check) {
        return new Tools(engine.getIfAvailable(NoEngine::new), check.getIfAvailable(NoCheck::new));
    }
}
