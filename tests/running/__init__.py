"""Plugins of pytest: workers, servers, budgets of processor time, exhaustive parts, skips."""
