"""The pages of the door: the worklist, the end of a session, the language, and refusals."""
