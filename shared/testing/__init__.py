"""What tests of several services share; nothing of it runs in production."""
