"""What the three services have in common; it knows none of them."""
