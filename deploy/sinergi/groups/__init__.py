"""The groups of `sinergi`'s commands: what can be asked and given. What each does is imported when it is called."""
