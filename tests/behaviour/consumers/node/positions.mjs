/** The position in each partition, to distinguish records that are read again from duplicates. */
export class Positions {
  /** Number of records, each offset counted once. */
  count = 0;
  #furthest = new Map();
  #next = new Map();

  /** Notes a record; returns whether its offset is read for the first time. */
  isNew(partition, offset) {
    this.#next.set(partition, offset + 1);
    if (offset < (this.#furthest.get(partition) ?? 0)) return false;
    this.#furthest.set(partition, offset + 1);
    this.count += 1;
    return true;
  }

  /** The partition is read again from an earlier offset. */
  goBack(partition, offset) {
    this.#next.set(partition, offset);
  }

  /** Whether every partition has been read to its furthest position. */
  caughtUp() {
    return [...this.#furthest].every(([partition, offset]) => this.#next.get(partition) === offset);
  }
}
