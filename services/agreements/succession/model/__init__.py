"""When an agreement may be extended, amended, corrected or ended, and the addenda to it; no I/O."""
