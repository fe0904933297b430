"""Sessions of browsers: rows with encrypted tokens, found by the hash of an opaque key."""
