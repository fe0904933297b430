"""The changes that the HTTP interface allows and refuses: each rule has a name and a reason.

There is one interface and no second version beside it, so a refused change is made in three releases: the first adds a
new operation or field, the second marks the old one as `deprecated`, and a later one removes it.
"""
