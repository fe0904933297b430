"""Changes of an import: it is received, checked, corrected, accepted and withdrawn."""
