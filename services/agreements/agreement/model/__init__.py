"""The aggregate with its parts, its states and moves, and the scope diff; no I/O."""
