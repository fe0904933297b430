"""The table of waiting cases; every service applies it in its own schema."""
