"""The story of Tangerang (28 January 2026): 40 of 40 agreements are signed; at a made-up unit some are not."""
