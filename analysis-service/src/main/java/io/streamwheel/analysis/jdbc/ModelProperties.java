package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.model.AutomaticBuilds;
import io.streamwheel.analysis.model.ModelSettings;
import io.streamwheel.analysis.model.itemitem.TrainerSettings;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How models learn. What each means stands with the settings that are made of them, and in the
 * module's README.
 *
 * @param typeWeights entries that replace or add to the defaults
 * @param threads 0 for as many as there are processors
 */
@ConfigurationProperties("streamwheel.analysis.models")
record ModelProperties(
        @DefaultValue Map<String, Float> typeWeights,
        @DefaultValue("10") float maxPairWeight,
        @DefaultValue("200") int neighborhoodSize,
        @DefaultValue("500") int maxHistory,
        @DefaultValue("365d") Duration halfLife,
        @DefaultValue("30d") Duration popularityHalfLife,
        @DefaultValue("365d") Duration historyHalfLife,
        @DefaultValue("1") float cosineShrinkage,
        @DefaultValue("300") double easeLambda,
        @DefaultValue("3000") int easeMaxItems,
        @DefaultValue("0") int threads,
        @DefaultValue("0.2") double futureShare,
        @DefaultValue("20") int minTestVisitors,
        @DefaultValue("2000") int maxTestVisitors,
        @DefaultValue("5") int keptVersions,
        @DefaultValue("60s") Duration staleAfter,
        @DefaultValue Automatic automatic) {

    /**
     * When builds start by themselves.
     *
     * @param every the schedule; a site without new events is left out
     */
    record Automatic(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("15m") Duration every,
            @DefaultValue("50") long firstAfter,
            @DefaultValue("1m") Duration minPause) {}

    TypeWeights weights() {
        return TypeWeights.defaultsWith(typeWeights);
    }

    ModelSettings settings() {
        int workers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        return new ModelSettings(
                new TrainerSettings(neighborhoodSize, maxHistory, halfLife, workers),
                popularityHalfLife,
                historyHalfLife,
                futureShare,
                minTestVisitors,
                maxTestVisitors,
                keptVersions,
                staleAfter);
    }

    VisitorHistory.Rules historyRules() {
        return new VisitorHistory.Rules(weights(), historyHalfLife, maxHistory, maxPairWeight);
    }

    AutomaticBuilds.Settings automaticSettings() {
        return new AutomaticBuilds.Settings(automatic.firstAfter, automatic.minPause);
    }
}
