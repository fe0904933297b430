"""Rows of cohorts, of enrolments, and of those who are enrolled."""
