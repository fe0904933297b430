"""What waits for somebody in agreements, read from what the other rooms keep; it keeps and changes nothing itself."""
