"""The rows of a file of names, and the register in which they are looked up."""
