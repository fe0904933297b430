"""Apache Kafka: how a service connects and sends batches; nothing of events, nothing of the field."""
