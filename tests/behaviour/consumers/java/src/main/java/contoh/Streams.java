package contoh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The order of events: 1, 2, 3 … per key. Finds the next event, duplicates and gaps. */
final class Streams {

    enum Verdict {
        NEXT,
        NEW_GENERATION,
        DUPLICATE,
        GAP,
        WAITING
    }

    private static final class Stream {
        private long last;
        private long generation;
        private long readFrom;
        private final TreeMap<Long, Event> waiting = new TreeMap<>();
    }

    private final Map<String, Stream> streams = new HashMap<>();

    /** Judges an event. An event after a gap is kept until the missing ones arrive. */
    Verdict judge(Event event) {
        Stream stream = of(event);
        long version = event.streamVersion();
        if (version <= stream.last && event.generation() > stream.generation) {
            return Verdict.NEW_GENERATION;
        }
        if (version <= stream.last || stream.waiting.containsKey(version)) {
            return Verdict.DUPLICATE;
        }
        if (version == stream.last + 1) {
            return Verdict.NEXT;
        }
        stream.waiting.put(version, event);
        return stream.waiting.size() == 1 ? Verdict.GAP : Verdict.WAITING;
    }

    /** Sinergi's log was restored: forgets the events that this event and later ones replace. */
    void restartAt(Event event) {
        Stream stream = of(event);
        stream.last = event.streamVersion() - 1;
        stream.waiting.clear();
    }

    /** Accepts the next event of a key; returns it with the events that waited for it, in order. */
    List<Event> accept(Event next) {
        Stream stream = of(next);
        var ready = new ArrayList<Event>();
        for (Event event = next; event != null; event = stream.waiting.remove(stream.last + 1)) {
            stream.last = event.streamVersion();
            stream.generation = event.generation();
            stream.readFrom = Math.max(stream.readFrom, event.offset() + 1);
            ready.add(event);
        }
        return ready;
    }

    /** The next expected number. */
    long expected(Event event) {
        return of(event).last + 1;
    }

    /** The lowest offset at which the missing events can be. */
    long readAgainFrom(Event event) {
        return of(event).readFrom;
    }

    /** Each key with a gap: the missing number, and the events that wait for it. */
    void missing(BiConsumer<Long, List<Event>> report) {
        for (Stream stream : streams.values()) {
            if (!stream.waiting.isEmpty()) {
                report.accept(stream.last + 1, List.copyOf(stream.waiting.values()));
            }
        }
    }

    private Stream of(Event event) {
        return streams.computeIfAbsent(event.key(), key -> new Stream());
    }
}
