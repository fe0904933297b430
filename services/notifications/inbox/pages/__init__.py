"""Pages of the inbox: the list, one notice, and the stream that keeps the badge of open pages fresh."""
