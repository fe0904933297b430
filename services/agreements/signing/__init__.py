"""Signatures and the parties' own document numbers, until every principal has signed; no ceremonies."""
