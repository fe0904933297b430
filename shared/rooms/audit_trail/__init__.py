"""The audit trail, for those who answer for what was done."""
