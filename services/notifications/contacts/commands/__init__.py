"""Changes of a recipient: its addresses, one by one or by a table, and its habits."""
