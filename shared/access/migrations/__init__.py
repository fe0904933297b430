"""The tables of access; every service applies them in its own schema."""
