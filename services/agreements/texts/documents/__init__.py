"""The shipped templates, one for each kind of paper. They are edited with a word processor."""
