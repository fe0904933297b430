"""Use cases of visits: asking and answering, recording, adopting."""
