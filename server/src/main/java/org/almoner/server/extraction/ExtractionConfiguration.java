package org.almoner.server.extraction;

import java.nio.file.Path;
import java.time.Clock;

import org.almoner.dataset.archive.DeflateCodec;
import org.almoner.dataset.archive.IsalCodec;
import org.almoner.dataset.archive.ZlibCodec;
import org.almoner.dataset.bulk.BulkWorld;
import org.almoner.dataset.engine.Engine;
import org.almoner.dataset.engine.EngineSettings;
import org.almoner.server.syndication.ArchiveCheck;
import org.almoner.server.syndication.ExtractEngine;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

/** What this server makes and examines archives with, unless something else is there to do it. */
@Configuration(proxyBeanMethods = false)
class ExtractionConfiguration {

    private static final int FASTEST = 1;
    private static final int USUAL = 6;

    @Bean
    @Fallback
    ExtractEngine extractEngine(ExtractionSettings settings, @Value("${almoner.data}") Path data, Clock clock) {
        var threads = settings.threads() == 0 ? Runtime.getRuntime().availableProcessors() : settings.threads();
        var engine = new Engine(
                EngineSettings.ofThisMachine().withThreads(threads).withCodec(codec(settings.compression())));
        return new DataSetEngine(
                new DataSetLibrary(settings.dataSets()),
                engine,
                new BulkSource(data.resolve("exports"), BulkWorld.real()),
                data.resolve("quarantine"),
                clock);
    }

    private static DeflateCodec codec(ExtractionSettings.Compression compression) {
        return switch (compression) {
            case FAST -> IsalCodec.load().orElseGet(() -> new ZlibCodec(FASTEST));
            case SMALL -> new ZlibCodec(USUAL);
        };
    }

    @Bean
    @Fallback
    ArchiveCheck archiveCheck() {
        return new ArchiveExaminer();
    }
}
