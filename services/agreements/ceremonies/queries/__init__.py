"""Reading ceremonies: the list, one of them with the state of each agreement, and the agreements that can be listed."""
