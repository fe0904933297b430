"""Loads and saves the register: reference data, units, fields, partners and positions."""
