/** Reads a topic from its beginning by the rule of the subscriber's page, and tells what it finds. */
import { Unreadable, openEvent } from "./event.mjs";
import { Places } from "./places.mjs";
import { Streams } from "./streams.mjs";

export class Reading {
  #streams = new Streams();
  #places = new Places();
  #idle;

  constructor(consumer, settings, schemas, findings) {
    Object.assign(this, { consumer, settings, schemas, findings });
  }

  /** Until so many records were seen, or nothing came for a while. Rejects with what stops the client for good. */
  async run() {
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [this.settings.topic], fromBeginning: true });
    await new Promise((finish, fail) => {
      const waitOn = () => {
        clearTimeout(this.#idle);
        this.#idle = setTimeout(finish, this.settings.idleSeconds * 1000);
      };
      this.consumer.on("consumer.group_join", waitOn);
      this.consumer.on("consumer.crash", ({ payload }) => payload.restart || fail(payload.error));
      const eachMessage = async (record) => {
        waitOn();
        this.#take(record);
        if (this.#enough()) finish();
      };
      // Nothing is committed, for nothing is kept: each run begins at the beginning. A reader with a database keeps the
      // last streamversion of each key there, with its effect, and commits offsets after that.
      this.consumer.run({ autoCommit: false, eachMessage }).catch(fail);
    }).finally(() => clearTimeout(this.#idle));
    for (const gap of this.#streams.missing()) this.findings.tell("missing", { topic: this.settings.topic, ...gap });
    this.findings.summary();
  }

  #enough() {
    return this.#places.seen >= this.settings.stopAfter && this.#places.caughtUp();
  }

  #take({ topic, partition, message }) {
    const offset = Number(message.offset);
    const isNew = this.#places.isNew(partition, offset);
    try {
      this.#judge(openEvent(topic, message), partition, isNew);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      if (isNew) this.findings.tell("unreadable", { topic, partition, offset, problem: error.message });
    }
  }

  #judge(event, partition, isNew) {
    const verdict = this.#streams.judge(event);
    const expected = this.#streams.expected(event);
    if (verdict === "new_life") {
      this.findings.tellOf(event, "new_life", { expected });
      this.#streams.beginAgainAt(event);
    }
    if (verdict === "next" || verdict === "new_life") {
      this.#streams.moveOn(event).forEach((ready) => this.#apply(ready));
    }
    if (verdict === "duplicate" && isNew) this.findings.tellOf(event, "duplicate");
    if (verdict === "waiting") this.findings.tellOf(event, "waiting", { expected });
    if (verdict === "gap") {
      this.findings.tellOf(event, "gap", { expected });
      this.#readAgain(event.topic, partition, this.#streams.readAgainFrom(event));
    }
  }

  /** The rest of the batch is dropped by the client, and comes again after what is read again. */
  #readAgain(topic, partition, offset) {
    this.consumer.seek({ topic, partition, offset: String(offset) });
    this.#places.goBack(partition, offset);
  }

  /** Here a real reader changes its own tables. An event that it cannot use is told, and its number counts. */
  #apply(event) {
    if (!this.schemas.knows(event)) {
      this.findings.tellOf(event, "unknown_type");
      return;
    }
    const problems = this.schemas.problems(event);
    if (problems.length === 0) this.findings.tellOf(event, "applied");
    else this.findings.tellOf(event, "invalid", { problems });
  }
}
