"""The tables of agreements, in the order in which they came."""
