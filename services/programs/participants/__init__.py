"""The port to the resolver of participants: it issues who is kept, and seals the names that facilities give it."""
