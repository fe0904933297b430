"""The month of a facility: its days, its closing, and the statement of the head."""
