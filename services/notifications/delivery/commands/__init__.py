"""Making deliveries, sending them, and forgetting old ones."""
