package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.history.TypeWeights;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.model.AutomaticBuilds;
import io.streamwheel.analysis.model.Methods;
import io.streamwheel.analysis.model.ModelSettings;
import io.streamwheel.analysis.model.itemitem.Budget;
import io.streamwheel.analysis.model.itemitem.EaseTrainer;
import io.streamwheel.analysis.model.itemitem.TrainerSettings;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How models learn. What each means stands with the settings that are made of them, and in the
 * module's README.
 *
 * @param typeWeights entries that replace or add to the defaults
 * @param threads 0 for one less than there are processors
 */
@ConfigurationProperties("streamwheel.analysis.models")
record ModelProperties(
        @DefaultValue Map<String, Float> typeWeights,
        @DefaultValue("10") float maxPairWeight,
        @DefaultValue("300") int neighborhoodSize,
        @DefaultValue("500") int maxHistory,
        @DefaultValue("730d") Duration halfLife,
        @DefaultValue("30d") Duration popularityHalfLife,
        @DefaultValue("365d") Duration historyHalfLife,
        @DefaultValue("1") float cosineShrinkage,
        @DefaultValue Ease ease,
        @DefaultValue Budgeting budget,
        @DefaultValue("0") int threads,
        @DefaultValue("0.2") double futureShare,
        @DefaultValue("20") int minTestVisitors,
        @DefaultValue("2000") int maxTestVisitors,
        @DefaultValue Search search,
        @DefaultValue("5") int keptVersions,
        @DefaultValue("60s") Duration staleAfter,
        @DefaultValue Automatic automatic) {

    /** What EASE begins with; a build tries other settings beside it. */
    record Ease(
            @DefaultValue("250") double lambda,
            @DefaultValue("0.6") double dropout,
            @DefaultValue("0.1") double damping,
            @DefaultValue("1") double nearness,
            @DefaultValue("30m") Duration nearWithin) {

        EaseTrainer.Setting setting() {
            return new EaseTrainer.Setting(lambda, dropout, damping, nearness, nearWithin);
        }
    }

    /**
     * What one training may take.
     *
     * @param memory 0 for half of the heap
     * @param operationsPerSecond floating-point operations of one thread; 0 to measure them
     */
    record Budgeting(
            @DefaultValue("0") DataSize memory,
            @DefaultValue("60s") Duration time,
            @DefaultValue("0") double operationsPerSecond) {}

    /**
     * How long the methods may be compared.
     *
     * @param time in which further settings may be tried
     * @param limit of the whole comparison
     */
    record Search(@DefaultValue("20s") Duration time, @DefaultValue("5m") Duration limit) {}

    /**
     * When builds start by themselves.
     *
     * @param every the schedule; a site without new events is left out
     */
    record Automatic(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("15m") Duration every,
            @DefaultValue("50") long firstAfter,
            @DefaultValue("1m") Duration minPause,
            @DefaultValue("0.1") double maxShare) {}

    TypeWeights weights() {
        return TypeWeights.defaultsWith(typeWeights);
    }

    /** One processor is left to those who ask for lists, where there is more than one. */
    private int workers() {
        int free = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        return threads > 0 ? threads : free;
    }

    Methods methods() {
        return new Methods(cosineShrinkage, ease.setting(), trainingBudget());
    }

    private Budget trainingBudget() {
        long bytes = budget.memory.toBytes();
        return new Budget(
                bytes > 0 ? bytes : Budget.halfOfTheHeap(),
                budget.time,
                budget.operationsPerSecond,
                workers());
    }

    ModelSettings settings() {
        return new ModelSettings(
                new TrainerSettings(neighborhoodSize, maxHistory, halfLife, workers()),
                popularityHalfLife,
                historyHalfLife,
                futureShare,
                minTestVisitors,
                maxTestVisitors,
                search.time,
                search.limit,
                keptVersions,
                staleAfter);
    }

    VisitorHistory.Rules historyRules() {
        return new VisitorHistory.Rules(weights(), historyHalfLife, maxHistory, maxPairWeight);
    }

    AutomaticBuilds.Settings automaticSettings() {
        return new AutomaticBuilds.Settings(
                automatic.firstAfter, automatic.minPause, automatic.maxShare);
    }
}
