"""The upgrade from the last release to the present state, while people work."""
