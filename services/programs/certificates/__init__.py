"""Certificates: what participants of a cohort were given at the end, printed by the facility and checked by anyone.

The name on a print comes from the facility's own resolver and is kept nowhere; a check names neither a person nor a
facility.
"""
