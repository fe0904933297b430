"""Webhooks: events of the feed, sent to addresses of subscribers. Who may read which events is decided by the feed."""
