"""Use cases of sessions: recording, correcting and retracting them, and recording those that are cancelled."""
