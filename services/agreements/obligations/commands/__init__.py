"""Commands on obligations: agreeing and ending, asking and delivering, and following the calendar."""
