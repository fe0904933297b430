"""Commands of review: asking the sides, their verdicts, and the ways back and out before any party signs."""
