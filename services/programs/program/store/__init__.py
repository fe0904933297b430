"""Loads and saves programs."""
