"""Recognitions of partners: proposed from what they delivered, and decided by a head. It changes no ledger."""
