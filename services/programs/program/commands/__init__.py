"""Use cases of programs: planning one by hand, and opening it. Authorisations plan the others."""
