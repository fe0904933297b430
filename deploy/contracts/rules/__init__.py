"""The changes that an event type allows and refuses: each rule has a name and a reason.

Topics are kept for ever, so a change is judged from two sides: readers of today must understand the events of tomorrow,
and readers of tomorrow must understand the events of today, from the beginning of the topic. One failing side is enough
to refuse a change. A refused change becomes a new type, published beside the old one until the old one's sunset.
"""
