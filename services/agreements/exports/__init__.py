"""Exports of units, positions, partners and agreements: the columns of imports, with the rows that the list shows."""
