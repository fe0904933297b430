package contoh;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The position in each partition, to distinguish records that are read again from duplicates. */
final class Positions {

    private final Map<TopicPartition, Long> furthest = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private long count;

    /** Notes a record; returns whether its offset is read for the first time. */
    boolean isNew(TopicPartition partition, long offset) {
        next.put(partition, offset + 1);
        if (offset < furthest.getOrDefault(partition, 0L)) {
            return false;
        }
        furthest.put(partition, offset + 1);
        count++;
        return true;
    }

    /** The partition is read again from an earlier offset. */
    void goBack(TopicPartition partition, long offset) {
        next.put(partition, offset);
    }

    /** Number of records, each offset counted once. */
    long count() {
        return count;
    }

    /** Whether every partition has been read to its furthest position. */
    boolean caughtUp() {
        return next.equals(furthest);
    }
}
