"""Use cases that interrupt, resume and end programs."""
