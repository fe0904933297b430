"""Directory: desks (unit and role), and the accounts that sit at them; how to reach a person is not kept here."""
