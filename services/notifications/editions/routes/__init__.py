"""Routes of rules, templates and editions."""
