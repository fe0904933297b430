"""How an api and a worker are put together and run."""
