"""Commands on signing: the plan, numbers, signatures, and the ends of an agreement that is never fully signed."""
