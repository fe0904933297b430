"""Rounds of review before signing: the reviewers asked, their verdicts, and how long each takes."""
