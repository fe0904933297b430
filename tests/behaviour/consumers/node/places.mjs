/** How far each partition was read, so that what is read again on purpose is told from what came twice. */
export class Places {
  /** Records seen, each place once. */
  seen = 0;
  #furthest = new Map();
  #next = new Map();

  /** Takes note of a record; says whether this place was never read before. */
  isNew(partition, offset) {
    this.#next.set(partition, offset + 1);
    if (offset < (this.#furthest.get(partition) ?? 0)) return false;
    this.#furthest.set(partition, offset + 1);
    this.seen += 1;
    return true;
  }

  /** The partition is read again from an earlier place. */
  goBack(partition, offset) {
    this.#next.set(partition, offset);
  }

  /** Whether nothing is being read again. */
  caughtUp() {
    return [...this.#furthest].every(([partition, offset]) => this.#next.get(partition) === offset);
  }
}
