"""The log read by pages over HTTP, for those who do not use Kafka, and the client that reads it."""
