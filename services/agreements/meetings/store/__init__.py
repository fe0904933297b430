"""SQL of meetings and of the corrections of their minutes."""
