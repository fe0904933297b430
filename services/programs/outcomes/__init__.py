"""Outcomes: the products that a program makes, and the performances that it gives.

Certificates and examinations are not among them.
"""
