"""Topics and who may read them, as data; applied by `sinergi topics apply`."""
