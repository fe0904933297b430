"""Reading addenda with their reviews, and the changed heads of partners."""
