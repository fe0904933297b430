"""The rules of webhooks: addresses, endpoints, signatures, and when a delivery is tried again."""
