"""Sessions: what was held on which day, and who attended. Each is emitted as activity under its agreements."""
