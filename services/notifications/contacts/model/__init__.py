"""Recipients: their addresses, confirmed by a code, and their habits; no I/O."""
