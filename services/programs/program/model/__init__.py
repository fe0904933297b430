"""The program: what it is, which moves it allows, and the columns that keep its parts."""
