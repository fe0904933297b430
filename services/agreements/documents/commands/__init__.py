"""Use cases that change something: filing and checking, reading, erasing."""
