"""The tables of the HTTP interface; every service applies them in its own schema."""
