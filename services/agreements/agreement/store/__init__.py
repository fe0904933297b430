"""Loads and saves agreements with all their parts."""
