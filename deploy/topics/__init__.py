"""Kafka's topics and rights as data, and applying them to a cluster."""
