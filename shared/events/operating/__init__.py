"""Operators' functions for events and consumers: status, pause, requeue, rebuild, verify."""
