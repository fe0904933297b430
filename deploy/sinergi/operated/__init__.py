"""What operators do to the event core of a service: each module is what one group of commands does."""
