/** Reads one topic of Sinergi as another office would, using only docs/subscribers.md. */
import { Kafka, logLevel } from "kafkajs";
import { Findings } from "./findings.mjs";
import { Reading } from "./reading.mjs";
import { Schemas } from "./schemas.mjs";
import { readSettings } from "./settings.mjs";

const REFUSED = 3;

// For a group without rights, kafkajs hides the broker's answer and reports that it finds no coordinator.
const REFUSALS = new Set(["KafkaJSSASLAuthenticationError", "KafkaJSGroupCoordinatorNotFound"]);

function isRefusal(error) {
  if (REFUSALS.has(error.name) || error.type?.endsWith("AUTHORIZATION_FAILED")) return true;
  return error.cause !== undefined && isRefusal(error.cause);
}

const settings = readSettings(process.env);
const findings = new Findings();
const client = new Kafka({
  brokers: settings.servers,
  ssl: settings.ssl,
  sasl: { mechanism: "scram-sha-256", username: settings.username, password: settings.password },
  logLevel: logLevel.ERROR,
});
const consumer = client.consumer({ groupId: settings.group });

try {
  await new Reading(consumer, settings, new Schemas(settings.schemas), findings).run();
} catch (error) {
  if (!isRefusal(error)) throw error;
  findings.report("refused", { problem: error.message });
  process.exitCode = REFUSED;
} finally {
  await consumer.disconnect();
}
