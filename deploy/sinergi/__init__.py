"""The `sinergi` command: what operators and developers do by hand, each group of commands in a module of its own."""
