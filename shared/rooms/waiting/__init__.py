"""The waiting list: which matters wait for which desk, since when, until when, and where to act.

It has one shape in all services. Each service states which kinds of matters can wait in it and by which SQL they are
found. Triggers find the cases of whatever a transaction changes at its commit, so a matter leaves the list as soon as
it is done, and a page is read by an index. Cases are listed for the desk that has to act; those who supervise a desk
see counts per unit instead of its cases.
"""
