"""Reads of programs. Participants appear as counts.

A partner's contact reads what concerns the partner: its own authorisations, the cohorts that started or had a session
while one of them was in force, and those sessions.
"""
