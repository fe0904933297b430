"""Obligations of agreements as far as sessions can fulfil them. It counts nothing: agreements keeps the ledger."""
