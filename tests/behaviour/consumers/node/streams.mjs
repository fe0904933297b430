/** The order of events: 1, 2, 3 … per key. Finds the next event, duplicates and gaps. */
export class Streams {
  #streams = new Map();

  /** Judges an event. An event after a gap is kept until the missing ones arrive. */
  judge(event) {
    const stream = this.#of(event.key);
    const version = event.streamVersion;
    if (version <= stream.last && event.generation > stream.generation) return "new_generation";
    if (version <= stream.last || stream.waiting.has(version)) return "duplicate";
    if (version === stream.last + 1) return "next";
    stream.waiting.set(version, event);
    return stream.waiting.size === 1 ? "gap" : "waiting";
  }

  /** Sinergi's log was restored: forgets the events that this event and later ones replace. */
  restartAt(event) {
    const stream = this.#of(event.key);
    stream.last = event.streamVersion - 1;
    stream.waiting.clear();
  }

  /** Accepts the next event of a key; returns it with the events that waited for it, in order. */
  accept(next) {
    const stream = this.#of(next.key);
    const ready = [];
    for (let event = next; event; event = stream.waiting.get(stream.last + 1)) {
      stream.waiting.delete(event.streamVersion);
      stream.last = event.streamVersion;
      stream.generation = event.generation;
      stream.readFrom = Math.max(stream.readFrom, event.offset + 1);
      ready.push(event);
    }
    return ready;
  }

  /** The next expected number. */
  expected(event) {
    return this.#of(event.key).last + 1;
  }

  /** The lowest offset at which the missing events can be. */
  readAgainFrom(event) {
    return this.#of(event.key).readFrom;
  }

  /** Each key with a gap: the missing number, and the numbers that wait for it. */
  missing() {
    const held = [...this.#streams].filter(([, stream]) => stream.waiting.size > 0);
    return held.map(([key, stream]) => {
      const waiting = [...stream.waiting.keys()].sort((a, b) => a - b);
      return { key, expected: stream.last + 1, waiting };
    });
  }

  #of(key) {
    if (!this.#streams.has(key)) this.#streams.set(key, { last: 0, generation: 0, readFrom: 0, waiting: new Map() });
    return this.#streams.get(key);
  }
}
