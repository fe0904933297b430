"""Webhooks: events of the feed, sent to addresses of subscribers. The feed decides on the right to read each event."""
