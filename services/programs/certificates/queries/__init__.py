"""Reads of certificates: those of a cohort, and the check of one by the code on it."""
