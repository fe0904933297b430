"""Programs: the coaching that agreements make possible. Participants appear under pseudonyms, in events as counts."""
