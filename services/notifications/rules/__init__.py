"""Rules: which event is told to whom, by when; nothing is told here, and no words are chosen."""
