"""Use cases of months: closing one, counting what is entered, and asking about silent ones."""
