"""Changes of the inbox: what events open and close, offices that facilities move to, and what a desk has read."""
