"""Use cases of the timetable: planning a series, moving, cancelling and holding a planned session."""
