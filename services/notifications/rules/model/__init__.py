"""Rules and their audiences; no I/O."""
