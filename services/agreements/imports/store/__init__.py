"""Saves and loads imports and rows, and looks up what rows name."""
