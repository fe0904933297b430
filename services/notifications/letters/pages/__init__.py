"""Pages of letters to partners."""
