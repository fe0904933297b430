"""Certificates: what participants of a cohort were given at the end. It prints none and names no one."""
