"""Recording, correcting and retracting outcomes, and the events about them."""
