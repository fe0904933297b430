"""Trouble that a person must fix."""


class Trouble(Exception):
    """Its message says what is wrong and what to do. Commands print it without a traceback."""
