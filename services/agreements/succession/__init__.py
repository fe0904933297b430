"""Extensions, and the ends of a signed agreement: superseded, expired, terminated."""
