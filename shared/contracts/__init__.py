"""The events that services publish to each other and to subscribers: one model each, which defines its payload."""
