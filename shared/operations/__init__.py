"""Running a process: settings, logs, traces, clock and crash points; knows nothing about corrections."""
