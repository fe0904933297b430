"""Imports of tables of units, positions, partners and past agreements, each row through the use case of the api."""
