"""Authorisations: which signed scope carries which program. Plans, attaches, hands over and ends them.

Undertakings without a template in the catalogue are reported and kept until there is one.
"""
