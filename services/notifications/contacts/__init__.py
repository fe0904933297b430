"""Contacts (restricted): how an account is reached outside the inbox, and its habits; it sends nothing itself."""
