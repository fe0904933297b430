"""Commands of `sinergi` that are in no group."""
