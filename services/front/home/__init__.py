"""The pages of the door itself: the start page, and the pages of refusals."""
