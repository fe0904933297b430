"""Rules: which event notifies whom, and by when; the texts are in `templates`, the notices in `inbox`."""
