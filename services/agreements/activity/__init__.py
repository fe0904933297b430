"""What programs report under each scope item, and the first activity of an agreement."""
