"""From the outbox to Kafka: the log, its leader and its generations."""
