"""The three services: corridors of rooms, one room a capability, each with the same furniture."""
