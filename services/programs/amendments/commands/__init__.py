"""Use cases of amendments: proposing one, deciding it, withdrawing it."""
