"""The names of fields of cooperation as they are now, in each service. The tree of fields is in the register."""
