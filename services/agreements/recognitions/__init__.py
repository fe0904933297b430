"""Recognitions of partners: proposed from their deliveries, and decided by a head. It changes no ledger."""
