"""The agreement: parties, scope, term, its states and their history; not its review and signing."""
