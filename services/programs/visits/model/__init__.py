"""Study visits: the visit, what is on record of it, and the plans to adopt a practice."""
