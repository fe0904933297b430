"""What a person at the keyboard must put right: each trouble is a sentence that says what to do."""


class Trouble(Exception):
    """A command cannot go on; the message tells a person why, and what to do about it."""
