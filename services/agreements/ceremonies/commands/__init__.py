"""Commands on ceremonies: preparing, numbering, opening, the desk, the signature of the keeper for all, and closing."""
