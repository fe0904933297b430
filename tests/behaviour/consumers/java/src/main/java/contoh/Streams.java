package contoh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The simple rule: per key the events are numbered 1, 2, 3 …; what comes next, what was there, what is missing. */
final class Streams {

    enum Verdict {
        NEXT,
        NEW_LIFE,
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

    /** Judges an event. One that comes too early is kept until those before it have come. */
    Verdict judge(Event event) {
        Stream stream = of(event);
        long version = event.streamVersion();
        if (version <= stream.last && event.generation() > stream.generation) {
            return Verdict.NEW_LIFE;
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

    /** Sinergi's log was restored: forgets what this event and those after it have taken the place of. */
    void beginAgainAt(Event event) {
        Stream stream = of(event);
        stream.last = event.streamVersion() - 1;
        stream.waiting.clear();
    }

    /** Moves on over the next event of a key; returns it with those that have waited for it, in order. */
    List<Event> moveOn(Event next) {
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

    /** The number that has to come next. */
    long expected(Event event) {
        return of(event).last + 1;
    }

    /** Where in its partition whatever is missing before this event can be at the earliest. */
    long readAgainFrom(Event event) {
        return of(event).readFrom;
    }

    /** Each key that waits for something, with the number that is missing and the events that wait for it. */
    void missing(BiConsumer<Long, List<Event>> tell) {
        for (Stream stream : streams.values()) {
            if (!stream.waiting.isEmpty()) {
                tell.accept(stream.last + 1, List.copyOf(stream.waiting.values()));
            }
        }
    }

    private Stream of(Event event) {
        return streams.computeIfAbsent(event.key(), key -> new Stream());
    }
}
