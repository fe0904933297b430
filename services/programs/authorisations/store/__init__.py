"""Keeps the units, the agreements behind programs, and the gaps: undertakings without a template in the catalogue."""
