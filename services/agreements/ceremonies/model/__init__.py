"""The rules of a ceremony: its list, its states, its desk, its reconciliation, and blocks of document numbers."""
