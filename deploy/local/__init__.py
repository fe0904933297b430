"""The embedded stack: PostgreSQL, Kafka, an issuer and Sinergi's processes on one machine, for work and for tests.

It is no way to run Sinergi for real: one broker, one database, secrets in a folder, a clock that can be moved.
"""
