"""Reads of rules, templates and editions."""
