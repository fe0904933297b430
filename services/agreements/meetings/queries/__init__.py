"""Meetings, the corrections of their minutes, and calls, as readers see them."""
