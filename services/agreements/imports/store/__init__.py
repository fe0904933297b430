"""Saves and loads imports and rows, and looks up the things that rows name."""
