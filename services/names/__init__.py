"""The embedded vault of participants' names: a schema under a role of its own, and the functions that lead to it."""
