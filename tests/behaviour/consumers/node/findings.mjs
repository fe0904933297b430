/** The findings: each is printed immediately as a line of JSON, and counted. */
export class Findings {
  #counts = {};

  /** Reports a finding about an event. */
  reportOf(event, finding, more = {}) {
    const { topic, key, streamVersion, attributes } = event;
    this.report(finding, { topic, key, streamversion: streamVersion, type: attributes.type, id: attributes.id, ...more });
  }

  /** Reports any other finding. */
  report(finding, details) {
    this.#counts[finding] = (this.#counts[finding] ?? 0) + 1;
    console.log(JSON.stringify({ finding, ...details }));
  }

  /** Prints the number of each finding as the last line. */
  summary() {
    console.log(JSON.stringify({ finding: "summary", ...this.#counts }));
  }
}
