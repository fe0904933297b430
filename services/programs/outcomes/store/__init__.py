"""Inserts, saves and loads outcomes, and the proposals to change them in closed months."""
