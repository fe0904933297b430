"""What waits for somebody in programs, read from what the other rooms keep; it keeps and changes nothing itself."""
