"""Editions: changes of rules and templates, proposed, tried on the past month, and put in force by a second person."""
