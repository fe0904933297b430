"""The port to the resolver of participants: it issues who is kept, and no name passes through it."""
