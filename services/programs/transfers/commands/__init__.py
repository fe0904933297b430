"""Use cases of transfers: proposing one, and answering it."""
