package contoh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic from its beginning by the rule of the subscriber's page, and tells what it finds. */
final class Reading {

    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final Consumer<String, byte[]> consumer;
    private final Settings settings;
    private final Schemas schemas;
    private final Findings findings;
    private final Streams streams = new Streams();
    private final Places places = new Places();

    Reading(Consumer<String, byte[]> consumer, Settings settings, Schemas schemas, Findings findings) {
        this.consumer = consumer;
        this.settings = settings;
        this.schemas = schemas;
        this.findings = findings;
    }

    /** Until so many records were seen, or nothing came for a while. */
    void run() {
        consumer.subscribe(List.of(settings.topic()));
        Instant heard = Instant.now();
        while (!enough() && heard.plus(settings.idle()).isAfter(Instant.now())) {
            var records = consumer.poll(PATIENCE);
            if (!records.isEmpty() || consumer.assignment().isEmpty()) {
                heard = Instant.now();
            }
            records.partitions().forEach(partition -> take(records.records(partition)));
        }
        streams.missing(this::tellMissing);
        findings.summary();
    }

    private boolean enough() {
        return places.seen() >= settings.stopAfter() && places.caughtUp();
    }

    private void take(List<ConsumerRecord<String, byte[]>> records) {
        for (var record : records) {
            if (!take(record)) {
                return; // What follows comes again, after what is read again.
            }
        }
    }

    /** One record; says whether to go on with the one after it. */
    private boolean take(ConsumerRecord<String, byte[]> record) {
        boolean isNew = places.isNew(partitionOf(record), record.offset());
        Event event;
        try {
            event = Event.open(record);
        } catch (Event.Unreadable error) {
            if (isNew) {
                tellUnreadable(record, error);
            }
            return true;
        }
        return take(event, record, isNew);
    }

    private boolean take(Event event, ConsumerRecord<String, byte[]> record, boolean isNew) {
        switch (streams.judge(event)) {
            case NEXT -> streams.moveOn(event).forEach(this::apply);
            case NEW_LIFE -> {
                findings.tell("new_life", event, Map.of("expected", streams.expected(event)));
                streams.beginAgainAt(event);
                streams.moveOn(event).forEach(this::apply);
            }
            case DUPLICATE -> {
                if (isNew) {
                    findings.tell("duplicate", event, Map.of());
                }
            }
            case GAP -> {
                findings.tell("gap", event, Map.of("expected", streams.expected(event)));
                readAgain(record, streams.readAgainFrom(event));
                return false;
            }
            case WAITING -> findings.tell("waiting", event, Map.of("expected", streams.expected(event)));
        }
        return true;
    }

    private void readAgain(ConsumerRecord<String, byte[]> record, long from) {
        consumer.seek(partitionOf(record), from);
        places.goBack(partitionOf(record), from);
    }

    /** Here a real reader changes its own tables. An event that it cannot use is told, and its number counts. */
    private void apply(Event event) {
        if (!schemas.knows(event.cloud())) {
            findings.tell("unknown_type", event, Map.of());
            return;
        }
        List<String> problems = schemas.problems(event.cloud());
        if (problems.isEmpty()) {
            findings.tell("applied", event, Map.of());
        } else {
            findings.tell("invalid", event, Map.of("problems", problems));
        }
    }

    private static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private void tellUnreadable(ConsumerRecord<?, ?> record, Event.Unreadable error) {
        findings.tell(
                "unreadable",
                Map.of(
                        "topic", record.topic(),
                        "partition", record.partition(),
                        "offset", record.offset(),
                        "problem", error.getMessage()));
    }

    private void tellMissing(long expected, List<Event> waiting) {
        var numbers = waiting.stream().map(Event::streamVersion).toList();
        var first = waiting.get(0);
        findings.tell(
                "missing",
                Map.of("topic", first.topic(), "key", first.key(), "expected", expected, "waiting", numbers));
    }
}
