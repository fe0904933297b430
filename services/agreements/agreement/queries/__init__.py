"""What agreements can be asked: one with all that holds today, its history, and lists."""
