"""Rounds of review before signing: which side is asked, what it says, how long it takes; not the drafting itself."""
