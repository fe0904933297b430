"""Batches and their rows, and how the rows of each kind are understood."""
