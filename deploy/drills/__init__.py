"""Drills: a server of an embedded stack is lost and brought back while people work, and what was lost is counted.

Each drill starts a stack of its own in a folder that is deleted at the end, and touches no installation.
"""
