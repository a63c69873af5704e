package io.streamwheel.ingest.http;

import io.streamwheel.ingest.collect.Admission;
import io.streamwheel.ingest.publish.GroupCommitSettings;
import io.streamwheel.ingest.scan.ScanLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of requests and the group commit.
 *
 * @param maxRequestSize bytes of a body on the wire
 * @param maxUnpackedSize bytes of a body after gzip
 * @param maxEventSize bytes of an event
 * @param maxEvents events in a request
 * @param maxDepth levels in an event
 * @param bodyTimeout how long a body may take to arrive
 * @param bodyMemory bytes that all bodies being read or waiting may take together
 * @param admission how much is worked on at once
 * @param publish the group commit
 */
@ConfigurationProperties("streamwheel.ingest")
record CollectorSettings(
        @DefaultValue("1MB") DataSize maxRequestSize,
        @DefaultValue("4MB") DataSize maxUnpackedSize,
        @DefaultValue("32KB") DataSize maxEventSize,
        @DefaultValue("500") int maxEvents,
        @DefaultValue("16") int maxDepth,
        @DefaultValue("25s") Duration bodyTimeout,
        @DefaultValue("64MB") DataSize bodyMemory,
        @DefaultValue Room admission,
        @DefaultValue Publish publish) {

    CollectorSettings {
        positive("max-request-size", maxRequestSize);
        positive("max-unpacked-size", maxUnpackedSize);
        positive("body-memory", bodyMemory);
        if (!bodyTimeout.isPositive()) {
            throw new IllegalArgumentException("body-timeout must be positive: " + bodyTimeout);
        }
        if (admission.patience().compareTo(publish.timeout()) >= 0) {
            throw new IllegalArgumentException(
                    "streamwheel.ingest.admission.patience must be shorter than"
                            + " streamwheel.ingest.publish.timeout, which includes it: "
                            + admission.patience()
                            + ", "
                            + publish.timeout());
        }
    }

    /** See {@link Admission}. */
    record Room(@DefaultValue("1MB") DataSize room, @DefaultValue("2s") Duration patience) {

        Admission admission() {
            return new Admission(room.toBytes(), patience);
        }
    }

    /** See {@link GroupCommitSettings}. */
    record Publish(
            @DefaultValue("1ms") Duration linger,
            @DefaultValue("64") int envelopeEvents,
            @DefaultValue("128KB") DataSize envelopeSize,
            @DefaultValue("32") int maxInFlight,
            @DefaultValue("20000") int backlogEvents,
            @DefaultValue("64MB") DataSize backlogSize,
            @DefaultValue("3s") Duration timeout) {

        GroupCommitSettings groupCommit() {
            return new GroupCommitSettings(
                    linger,
                    envelopeEvents,
                    Math.toIntExact(envelopeSize.toBytes()),
                    maxInFlight,
                    backlogEvents,
                    backlogSize.toBytes(),
                    timeout);
        }
    }

    ScanLimits scanLimits() {
        return new ScanLimits(maxEvents, Math.toIntExact(maxEventSize.toBytes()), maxDepth);
    }

    private static void positive(String name, DataSize size) {
        if (size.toBytes() < 1) {
            throw new IllegalArgumentException(name + " must be positive: " + size);
        }
    }
}
