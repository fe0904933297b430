"""One agreement with everything that the rooms know of it; this room has no data of its own."""
