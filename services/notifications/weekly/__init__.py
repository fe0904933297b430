"""The week of a unit for its head: the matters that opened, were closed, and are overdue; counts only, no person."""
