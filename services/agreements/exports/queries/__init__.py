"""Tables of what a list shows, one module for each kind."""
