"""One origin: requests are checked, and passed on to the services with the account's token."""
