"""Directory: desks (a role in a unit) and the accounts that hold them; no addresses of persons."""
