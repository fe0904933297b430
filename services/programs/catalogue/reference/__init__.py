"""The practices that Sinergi ships, a file for each group."""
