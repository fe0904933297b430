"""Delivery: notices outside the inbox, by e-mail and short message; each attempt is on record."""
