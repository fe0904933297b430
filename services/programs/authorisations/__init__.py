"""Authorisations: which signed scope carries which program. It plans, attaches, hands over, and says what it cannot."""
