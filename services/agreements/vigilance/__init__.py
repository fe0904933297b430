"""Reminders that the calendar brings: ends that come near, plans to sign that grew stale, agreements that don't run."""
