package contoh;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far each partition was read, so that what is read again on purpose is told from what came twice. */
final class Places {

    private final Map<TopicPartition, Long> furthest = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private long seen;

    /** Takes note of a record; says whether this place was never read before. */
    boolean isNew(TopicPartition partition, long offset) {
        next.put(partition, offset + 1);
        if (offset < furthest.getOrDefault(partition, 0L)) {
            return false;
        }
        furthest.put(partition, offset + 1);
        seen++;
        return true;
    }

    /** The partition is read again from an earlier place. */
    void goBack(TopicPartition partition, long offset) {
        next.put(partition, offset);
    }

    /** Records seen, each place once. */
    long seen() {
        return seen;
    }

    /** Whether nothing is being read again. */
    boolean caughtUp() {
        return next.equals(furthest);
    }
}
