"""Tools to install, run, observe and repair Sinergi. The services import nothing from here."""
