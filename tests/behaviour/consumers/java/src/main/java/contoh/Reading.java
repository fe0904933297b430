package contoh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic from its beginning by the rules of the subscriber's page, and reports its findings. */
final class Reading {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(250);

    private final Consumer<String, byte[]> consumer;
    private final Settings settings;
    private final Schemas schemas;
    private final Findings findings;
    private final Streams streams = new Streams();
    private final Positions positions = new Positions();
    private final Agreements agreements = new Agreements();

    Reading(Consumer<String, byte[]> consumer, Settings settings, Schemas schemas, Findings findings) {
        this.consumer = consumer;
        this.settings = settings;
        this.schemas = schemas;
        this.findings = findings;
    }

    /** Reads until enough records were read, or none arrived for a while. */
    void run() {
        consumer.subscribe(List.of(settings.topic()));
        Instant lastArrival = Instant.now();
        while (!enough() && lastArrival.plus(settings.idle()).isAfter(Instant.now())) {
            var records = consumer.poll(POLL_TIMEOUT);
            if (!records.isEmpty() || consumer.assignment().isEmpty()) {
                lastArrival = Instant.now();
            }
            records.partitions().forEach(partition -> take(records.records(partition)));
        }
        streams.missing(this::reportMissing);
        findings.report("result", agreements.result());
        findings.summary();
    }

    private boolean enough() {
        return positions.count() >= settings.stopAfter() && positions.caughtUp();
    }

    private void take(List<ConsumerRecord<String, byte[]>> records) {
        for (var record : records) {
            if (!take(record)) {
                return; // The later records arrive again after those that are read again.
            }
        }
    }

    /** Handles one record; returns whether to continue with the next. */
    private boolean take(ConsumerRecord<String, byte[]> record) {
        boolean isNew = positions.isNew(partitionOf(record), record.offset());
        Event event;
        try {
            event = Event.open(record);
        } catch (Event.Unreadable error) {
            if (isNew) {
                reportUnreadable(record, error);
            }
            return true;
        }
        return take(event, record, isNew);
    }

    private boolean take(Event event, ConsumerRecord<String, byte[]> record, boolean isNew) {
        switch (streams.judge(event)) {
            case NEXT -> streams.accept(event).forEach(this::apply);
            case NEW_GENERATION -> {
                findings.report("new_generation", event, Map.of("expected", streams.expected(event)));
                streams.restartAt(event);
                streams.accept(event).forEach(this::apply);
            }
            case DUPLICATE -> {
                if (isNew) {
                    findings.report("duplicate", event, Map.of());
                }
            }
            case GAP -> {
                findings.report("gap", event, Map.of("expected", streams.expected(event)));
                readAgain(record, streams.readAgainFrom(event));
                return false;
            }
            case WAITING -> findings.report("waiting", event, Map.of("expected", streams.expected(event)));
        }
        return true;
    }

    private void readAgain(ConsumerRecord<String, byte[]> record, long from) {
        consumer.seek(partitionOf(record), from);
        positions.goBack(partitionOf(record), from);
    }

    /** A reader with a database changes its tables here. An event that it cannot use is reported, and counted. */
    private void apply(Event event) {
        if (!schemas.knows(event.cloud())) {
            findings.report("unknown_type", event, Map.of());
            return;
        }
        List<String> problems = schemas.problems(event.cloud());
        if (problems.isEmpty()) {
            agreements.apply(event.cloud());
            findings.report("applied", event, Map.of());
        } else {
            findings.report("invalid", event, Map.of("problems", problems));
        }
    }

    private static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private void reportUnreadable(ConsumerRecord<?, ?> record, Event.Unreadable error) {
        findings.report(
                "unreadable",
                Map.of(
                        "topic", record.topic(),
                        "partition", record.partition(),
                        "offset", record.offset(),
                        "problem", error.getMessage()));
    }

    private void reportMissing(long expected, List<Event> waiting) {
        var numbers = waiting.stream().map(Event::streamVersion).toList();
        var first = waiting.get(0);
        findings.report(
                "missing",
                Map.of("topic", first.topic(), "key", first.key(), "expected", expected, "waiting", numbers));
    }
}
