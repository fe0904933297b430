"""The shipped template of a letter, edited with a word processor."""
