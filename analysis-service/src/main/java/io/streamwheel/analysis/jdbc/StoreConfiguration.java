package io.streamwheel.analysis.jdbc;

import io.micrometer.core.instrument.MeterRegistry;
import io.streamwheel.analysis.catalogue.ItemFactsWriter;
import io.streamwheel.analysis.deduplication.ReceiptDays;
import io.streamwheel.analysis.failed.DeadLetters;
import io.streamwheel.analysis.failed.FailedEvents;
import io.streamwheel.analysis.feedback.FeedbackWriter;
import io.streamwheel.analysis.interaction.DecisionListener;
import io.streamwheel.analysis.interaction.EventLocator;
import io.streamwheel.analysis.interaction.EventStore;
import io.streamwheel.analysis.interaction.InteractionBatchWriter;
import io.streamwheel.analysis.interaction.StoreListener;
import io.streamwheel.analysis.interaction.StoreMetrics;
import io.streamwheel.analysis.micrometer.MicrometerStoreMetrics;
import io.streamwheel.analysis.pipeline.PipelineMonitor;
import io.streamwheel.analysis.pipeline.StoreLag;
import io.streamwheel.analysis.site.Sites;
import io.streamwheel.event.Queues;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.QueueConsumer;
import io.streamwheel.transport.QueueDepths;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** Builds what writes events and reads them back. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    /** For the {@code JdbcTemplate} and the {@code JdbcClient} that all share. */
    @Bean
    SQLExceptionTranslator sqlExceptionTranslator() {
        return new PostgresExceptions();
    }

    @Bean
    @DependsOnDatabaseInitialization
    ReceiptDays receiptDays(DataSource database) {
        return new ReceiptDays(database);
    }

    @Bean
    PartitionsAhead partitionsAhead(ReceiptDays days, Clock clock) {
        PartitionsAhead ahead = new PartitionsAhead(days, clock);
        ahead.start();
        return ahead;
    }

    @Bean
    StoreLag storeLag() {
        return new StoreLag();
    }

    @Bean
    StoreMetrics storeMetrics(MeterRegistry registry, StoreLag lag) {
        return new MicrometerStoreMetrics(registry, lag);
    }

    @Bean
    ItemFactsWriter itemFactsWriter() {
        return new ItemFactsWriter();
    }

    @Bean
    InteractionBatchWriter interactionBatchWriter(
            DataSource database,
            ReceiptDays days,
            FeedbackWriter feedback,
            ItemFactsWriter items,
            ObjectProvider<StoreListener> listeners,
            DecisionListener watches,
            StoreLag lag,
            Clock clock) {
        List<StoreListener> told = listeners.orderedStream().toList();
        return new InteractionBatchWriter(
                database, days, feedback, items, told, watches, lag, clock);
    }

    @Bean
    EventStore eventStore(
            Sites sites,
            InteractionBatchWriter writer,
            DeadLetters deadLetters,
            Circuit circuit,
            StoreMetrics metrics,
            Clock clock) {
        return new EventStore(sites, writer, deadLetters, circuit, metrics, clock);
    }

    @Bean
    EventLocator eventLocator(DataSource database, FailedEvents failedEvents) {
        return new EventLocator(database, failedEvents);
    }

    @Bean
    PipelineMonitor pipelineMonitor(
            DataSource database,
            QueueDepths depths,
            QueueConsumer enrichedConsumer,
            QueueConsumer failedConsumer,
            StoreLag lag,
            Clock clock) {
        Map<String, QueueConsumer> takenHere =
                Map.of(Queues.ENRICHED, enrichedConsumer, Queues.FAILED, failedConsumer);
        return new PipelineMonitor(database, new QueuesFromHere(depths, takenHere, clock), lag);
    }
}
