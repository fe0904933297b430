/** The settings of this reader, from environment variables and from the file of credentials. */
import { readFileSync } from "node:fs";

export function readSettings(environment) {
  const given = JSON.parse(readFileSync(environment.CREDENTIALS_FILE, "utf8"));
  return {
    servers: environment.KAFKA_SERVERS.split(","),
    ssl: (environment.KAFKA_SECURITY ?? "SASL_SSL") === "SASL_SSL",
    username: given.kafka_username,
    password: given.kafka_password,
    group: given.kafka_group_prefix + (environment.GROUP ?? "reader"),
    topic: environment.TOPIC,
    schemas: environment.SCHEMAS,
    stopAfter: Number(environment.STOP_AFTER_RECORDS ?? Infinity),
    idleSeconds: Number(environment.IDLE_SECONDS ?? 10),
  };
}
