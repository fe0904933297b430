"""Calendar: everything that happens at a facility in a month, from the records of all rooms; it changes nothing."""
