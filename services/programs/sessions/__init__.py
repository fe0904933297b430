"""Sessions: what was held on which day and who attended. Each is activity, and is said to agreements by an event."""
