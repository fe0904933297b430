package contoh;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One event of a record: attributes from the headers, data from the value, the stream from the key. */
record Event(String topic, String key, long streamVersion, long generation, long offset, CloudEvent cloud) {

    /** A record that is not an event of Sinergi. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String problem, Throwable cause) {
            super(problem, cause);
        }
    }

    /**
     * The record is parsed here and not in a deserializer of the client, because one malformed record would then stop
     * {@code poll} for good.
     */
    static Event open(ConsumerRecord<String, byte[]> record) throws Unreadable {
        try {
            CloudEvent cloud = KafkaMessageFactory.createReader(record).toEvent();
            if (record.key() == null) {
                throw new Unreadable("the record has no key", null);
            }
            long version = number(cloud, "streamversion");
            long generation = number(cloud, "generation");
            return new Event(record.topic(), record.key(), version, generation, record.offset(), cloud);
        } catch (CloudEventRWException | IllegalStateException | NumberFormatException error) {
            throw new Unreadable(String.valueOf(error.getMessage()), error);
        }
    }

    private static long number(CloudEvent cloud, String attribute) throws Unreadable {
        Object value = cloud.getExtension(attribute);
        if (value == null) {
            throw new Unreadable(attribute + " is missing", null);
        }
        return Long.parseLong(value.toString());
    }
}
