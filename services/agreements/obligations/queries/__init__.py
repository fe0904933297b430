"""Obligations with their dues, and the ledger of what was owed and delivered."""
