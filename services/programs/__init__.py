"""Programs: the coaching that agreements make possible. Participants have pseudonyms, and events only count them."""
