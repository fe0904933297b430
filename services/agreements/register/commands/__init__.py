"""What changes the register: loading the reference data, registering partners, giving and ending positions."""
