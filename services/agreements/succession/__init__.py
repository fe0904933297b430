"""Extensions: drafting one from its predecessor, and letting it take over at its start; the scope diff is not here."""
