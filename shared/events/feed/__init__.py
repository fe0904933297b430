"""The log in pages over HTTP, for systems without Kafka, and the client for it."""
