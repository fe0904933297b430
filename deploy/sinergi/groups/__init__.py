"""Groups of commands of `sinergi`. Each command calls one function of the folders below this one."""
