"""Units, fields, partners and positions, each with its rules; no I/O."""
