"""Operations on events and consumers, as functions. `deploy.sinergi` gives them a command line."""
