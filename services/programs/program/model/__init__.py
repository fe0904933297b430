"""The program with its states, its parts, and the columns that keep them."""
