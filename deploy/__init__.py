"""What operations need to install, run, watch and repair Sinergi; nothing here is imported by the services."""
