"""Commands on the course of signed agreements: extensions, terminations, and what the calendar brings."""
