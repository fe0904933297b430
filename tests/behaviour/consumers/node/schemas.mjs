/** The published JSON Schemas, each found by its `$id`, which events bear as `dataschema`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import addFormats from "ajv-formats";
import Ajv2020 from "ajv/dist/2020.js";

export class Schemas {
  // The schemas carry words of Sinergi's own (x-class, x-topic …): in its strict mode Ajv would refuse these.
  #ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));

  constructor(folder) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
      this.#ajv.addSchema(JSON.parse(readFileSync(join(folder, file), "utf8")));
    }
  }

  /** Whether the type was known when these schemas were taken from the catalogue. */
  knows(event) {
    return this.#ajv.getSchema(event.attributes.dataschema) !== undefined;
  }

  /** What is wrong with the data of an event, in sentences; nothing where all is well. */
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
