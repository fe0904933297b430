"""Changes of webhooks: by subscribers and people, and by the process that sends."""
