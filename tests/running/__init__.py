"""How the tests run: which worker takes which test, what the servers are, what processor time it takes."""
