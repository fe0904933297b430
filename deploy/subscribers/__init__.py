"""The life of subscribers, systems of other offices that read Sinergi's events: live rights, credentials, suspension.

Who they are and what they may read is committed, in `deploy/contracts/subscribers.yaml`; `sinergi subscribers` makes it
so, in the services' schemas and in Kafka.
"""
