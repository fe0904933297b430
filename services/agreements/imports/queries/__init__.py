"""Imports, their rows, and the workbooks that go back to the sender."""
