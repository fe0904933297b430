"""What operators do to events and consumers: look, pause, requeue, rebuild, verify."""
