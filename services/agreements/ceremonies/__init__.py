"""Ceremonies: agreements signed together, prepared from a list and recorded at several desks at the same time."""
