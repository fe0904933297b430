"""Extensions: drafting one from its predecessor, and superseding the predecessor when it begins."""
