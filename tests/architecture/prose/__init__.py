"""Counts expressions that the project does not use (docs/english.md) in comments, docstrings, documents and messages.

`python -m tests.architecture.prose` prints the count per 1,000 words and the worst lines, and fails above the limit.
"""
