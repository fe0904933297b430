"""The sheet of a session, and the lines that are entered into it."""
