"""Reading the register: units, fields, partners and positions."""
