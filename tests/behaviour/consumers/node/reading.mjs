/** Reads a topic from its beginning by the rules of the subscriber's page, and reports its findings. */
import { Unreadable, openEvent } from "./event.mjs";
import { Positions } from "./positions.mjs";
import { Sessions } from "./sessions.mjs";
import { Streams } from "./streams.mjs";

export class Reading {
  #streams = new Streams();
  #positions = new Positions();
  #sessions = new Sessions();
  #idle;

  constructor(consumer, settings, schemas, findings) {
    Object.assign(this, { consumer, settings, schemas, findings });
  }

  /** Reads until enough records were read, or none arrived for a while. Rejects when the client stops for good. */
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
      // No offset is committed: this reader has no database, so each run starts from the beginning. A reader with a
      // database keeps the last streamversion of each key there with its effect, and commits offsets afterwards.
      this.consumer.run({ autoCommit: false, eachMessage }).catch(fail);
    }).finally(() => clearTimeout(this.#idle));
    for (const gap of this.#streams.missing()) this.findings.report("missing", { topic: this.settings.topic, ...gap });
    this.findings.report("result", this.#sessions.result());
    this.findings.summary();
  }

  #enough() {
    return this.#positions.count >= this.settings.stopAfter && this.#positions.caughtUp();
  }

  #take({ topic, partition, message }) {
    const offset = Number(message.offset);
    const isNew = this.#positions.isNew(partition, offset);
    try {
      this.#judge(openEvent(topic, message), partition, isNew);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      if (isNew) this.findings.report("unreadable", { topic, partition, offset, problem: error.message });
    }
  }

  #judge(event, partition, isNew) {
    const verdict = this.#streams.judge(event);
    const expected = this.#streams.expected(event);
    if (verdict === "new_generation") {
      this.findings.reportOf(event, "new_generation", { expected });
      this.#streams.restartAt(event);
    }
    if (verdict === "next" || verdict === "new_generation") {
      this.#streams.accept(event).forEach((ready) => this.#apply(ready));
    }
    if (verdict === "duplicate" && isNew) this.findings.reportOf(event, "duplicate");
    if (verdict === "waiting") this.findings.reportOf(event, "waiting", { expected });
    if (verdict === "gap") {
      this.findings.reportOf(event, "gap", { expected });
      this.#readAgain(event.topic, partition, this.#streams.readAgainFrom(event));
    }
  }

  /** The client drops the rest of the batch; it arrives again after the records that are read again. */
  #readAgain(topic, partition, offset) {
    this.consumer.seek({ topic, partition, offset: String(offset) });
    this.#positions.goBack(partition, offset);
  }

  /** A reader with a database changes its tables here. An event that it cannot use is reported, and counted. */
  #apply(event) {
    if (!this.schemas.knows(event)) {
      this.findings.reportOf(event, "unknown_type");
      return;
    }
    const problems = this.schemas.problems(event);
    if (problems.length > 0) {
      this.findings.reportOf(event, "invalid", { problems });
      return;
    }
    this.#sessions.apply(event);
    this.findings.reportOf(event, "applied");
  }
}
