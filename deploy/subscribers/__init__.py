"""Subscribers, the systems of other offices that read Sinergi's events: their rights, credentials and suspension.

Their rights are committed in `deploy/contracts/subscribers.yaml`. `sinergi subscribers` applies them in the services'
schemas and in Kafka.
"""
