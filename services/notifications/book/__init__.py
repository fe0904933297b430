"""Book: the rules and templates in force, which are the shipped ones with the changes of an edition."""
