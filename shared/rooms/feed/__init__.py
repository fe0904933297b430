"""The feed of each service: its events for systems without Kafka, and for consumers that repair a gap."""
