"""Instructors: the register of a facility, with organisation, certificate and gate permit; never by name."""
