"""The feeds of the services, and the receivers outside, both by HTTP."""
