"""The tables of the door, and the cipher of their hidden columns."""
