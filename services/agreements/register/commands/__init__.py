"""Changes of the register: loading the reference data, registering partners, assigning and ending positions."""
