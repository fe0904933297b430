"""A table of a thousand agreements as units keep it, with the faults of real ones."""
