"""The embedded stack: PostgreSQL, Kafka, a token issuer and Sinergi's processes on one machine, for work and tests.

It is not for production: it has one broker, one database, secrets in a folder and a clock that can be moved.
"""
