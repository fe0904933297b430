"""Signatures and the document numbers of the parties, until every principal has signed."""
