"""Open matters in agreements, found in the tables of the other rooms; the room has no table of its own."""
