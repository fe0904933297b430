"""Use cases of months: closing one, counting the entries, and asking about silent ones."""
