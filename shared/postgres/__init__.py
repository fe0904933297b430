"""PostgreSQL: connections with the right role, what is transient, migrations; nothing of the field."""
