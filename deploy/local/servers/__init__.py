"""The servers of the embedded stack: PostgreSQL, Kafka and the token issuer, and the files that they need."""
