"""The cohort, the admission of its participants, and their enrolments."""
