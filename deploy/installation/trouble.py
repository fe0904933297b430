"""Trouble that a person must fix."""


class Trouble(Exception):
    """The message has the cause and the action to take. Commands print it without a traceback."""
