"""Sessions: the day, the topic, the instructor, the attendance. Each is emitted as activity under its agreements."""
