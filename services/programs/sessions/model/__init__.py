"""The session with its attendance, and the scope items that it fulfils."""
