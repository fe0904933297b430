"""What changes an agreement by itself: drafting it, changing the draft."""
