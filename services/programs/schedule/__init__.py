"""The timetable: sessions that are planned in series, moved and cancelled, and where two of them clash."""
