"""What may change in an event type, and what may not: each rule by name, with its reason.

Topics are kept for ever. So a change is judged twice: by those who read tomorrow's events with what they know today,
and by those who read today's events tomorrow, from the beginning. Either is reason enough to refuse it. What is refused
becomes a new type, published beside the old one until that one's sunset.
"""
