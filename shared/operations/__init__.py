"""What running a process needs: settings, logs, metrics, traces, the clock; nothing of the field."""
