"""Reading agreements: one in full, its history, and lists."""
