"""The audit trail, for those who are accountable for the operations of a unit."""
