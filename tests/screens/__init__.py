"""Screens in a real browser, through the door: what they show, and what every screen has to keep."""
