"""Tables of the rows of lists, one module for each kind."""
