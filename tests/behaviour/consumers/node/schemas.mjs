/** The published JSON Schemas by their `$id`, which is the `dataschema` of an event. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import addFormats from "ajv-formats";
import Ajv2020 from "ajv/dist/2020.js";

export class Schemas {
  // The schemas have keywords of Sinergi (x-class, x-topic …), which Ajv's strict mode refuses.
  #ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));

  constructor(folder) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
      this.#ajv.addSchema(JSON.parse(readFileSync(join(folder, file), "utf8")));
    }
  }

  /** Whether these schemas include the type of the event. */
  knows(event) {
    return this.#ajv.getSchema(event.attributes.dataschema) !== undefined;
  }

  /** The mistakes in the data of an event, as sentences. */
  problems(event) {
    if (event.data === null) return ["there is no data"];
    const validate = this.#ajv.getSchema(event.attributes.dataschema);
    try {
      validate(JSON.parse(event.data.toString()));
    } catch (error) {
      if (error instanceof SyntaxError) return ["the data is not JSON"];
      throw error;
    }
    return (validate.errors ?? []).map((error) => `$${error.instancePath}: ${error.message}`);
  }
}
