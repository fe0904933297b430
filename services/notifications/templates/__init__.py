"""Templates: the words of every notice in both languages, Indonesian first; who gets it is not decided here."""
