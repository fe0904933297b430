"""The waiting list: which matters wait for which desk, since when, until when, and where to act.

It has one shape in all services. Each service states which kinds of matters can wait in it and by which SQL they are
found. Nothing is stored for the list, so a matter leaves it as soon as it is done. Cases are listed for the desk that
has to act; those who supervise a desk see counts per unit instead of its cases.
"""
