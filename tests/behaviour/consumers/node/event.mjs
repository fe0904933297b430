/** One event of a record: attributes from the headers (CloudEvents, binary mode), data from the value. */

const REQUIRED = ["specversion", "id", "source", "type", "dataschema", "streamversion", "generation"];

/** A record that is not an event of Sinergi. */
export class Unreadable extends Error {}

export function openEvent(topic, message) {
  const attributes = attributesOf(message.headers ?? {});
  for (const name of REQUIRED) {
    if (!attributes[name]) throw new Unreadable(`header ce_${name} is missing`);
  }
  if (attributes.specversion !== "1.0") throw new Unreadable(`CloudEvents ${attributes.specversion} is not known here`);
  if (message.key === null) throw new Unreadable("the record has no key");
  return {
    topic,
    key: message.key.toString(),
    streamVersion: number(attributes, "streamversion"),
    generation: number(attributes, "generation"),
    offset: Number(message.offset),
    attributes,
    data: message.value,
  };
}

function number(attributes, name) {
  const value = Number(attributes[name]);
  if (!Number.isSafeInteger(value)) throw new Unreadable(`${name} is not a number`);
  return value;
}

function attributesOf(headers) {
  const attributes = Object.entries(headers).filter(([name]) => name.startsWith("ce_"));
  return Object.fromEntries(attributes.map(([name, value]) => [name.slice("ce_".length), String(value)]));
}
