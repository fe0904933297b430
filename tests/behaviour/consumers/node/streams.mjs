/** The simple rule: per key the events are numbered 1, 2, 3 …; what comes next, what was there, what is missing. */
export class Streams {
  #streams = new Map();

  /** Judges an event. One that comes too early is kept until those before it have come. */
  judge(event) {
    const stream = this.#of(event.key);
    const version = event.streamVersion;
    if (version <= stream.last && event.generation > stream.generation) return "new_life";
    if (version <= stream.last || stream.waiting.has(version)) return "duplicate";
    if (version === stream.last + 1) return "next";
    stream.waiting.set(version, event);
    return stream.waiting.size === 1 ? "gap" : "waiting";
  }

  /** Sinergi's log was restored: forgets what this event and those after it have taken the place of. */
  beginAgainAt(event) {
    const stream = this.#of(event.key);
    stream.last = event.streamVersion - 1;
    stream.waiting.clear();
  }

  /** Moves on over the next event of a key; returns it with those that have waited for it, in order. */
  moveOn(next) {
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

  /** The number that has to come next. */
  expected(event) {
    return this.#of(event.key).last + 1;
  }

  /** Where in its partition whatever is missing before this event can be at the earliest. */
  readAgainFrom(event) {
    return this.#of(event.key).readFrom;
  }

  /** Each key that waits for something, with the number that is missing and those that wait for it. */
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
