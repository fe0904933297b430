"""Screens in a real browser, through the door: their content, and the rules for every screen."""
