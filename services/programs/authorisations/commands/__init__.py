"""Use cases of authorisations: recording units and agreements, planning programs, applying the ends of agreements."""
