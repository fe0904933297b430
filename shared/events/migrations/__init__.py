"""The tables of the event core; every service applies them in its own schema."""
