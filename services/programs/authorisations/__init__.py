"""Authorisations: which signed scope carries which program. Plans, attaches, hands over; reports missing templates."""
