"""Reads of webhooks: for subscribers and people, and for the process that sends."""
