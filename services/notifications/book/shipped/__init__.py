"""The book of an edition, made from the shipped rules and templates, and the checks of its changes."""
