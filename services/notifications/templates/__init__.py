"""Templates: the texts of every notice in both languages, Indonesian first; rules decide which desks get them."""
