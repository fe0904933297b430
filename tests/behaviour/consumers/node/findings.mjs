/** What was found, told at once as a line of JSON each, and counted. */
export class Findings {
  #counts = {};

  /** Tells a finding about an event. */
  tellOf(event, finding, more = {}) {
    const { topic, key, streamVersion, attributes } = event;
    this.tell(finding, { topic, key, streamversion: streamVersion, type: attributes.type, id: attributes.id, ...more });
  }

  /** Tells any other finding. */
  tell(finding, said) {
    this.#counts[finding] = (this.#counts[finding] ?? 0) + 1;
    console.log(JSON.stringify({ finding, ...said }));
  }

  /** How often each was found; the last line. */
  summary() {
    console.log(JSON.stringify({ finding: "summary", ...this.#counts }));
  }
}
