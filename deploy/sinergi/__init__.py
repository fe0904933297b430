"""The `sinergi` command: a module for each command and for each group of commands."""
