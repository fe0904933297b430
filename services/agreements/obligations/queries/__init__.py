"""Obligations with their dues, and the ledger of owed and delivered amounts."""
