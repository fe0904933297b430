"""Agreements: parties, scope, term, states and history. Review and signing have rooms of their own."""
