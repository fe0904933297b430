"""From the outbox to Kafka: reading the log, leadership and generations."""
