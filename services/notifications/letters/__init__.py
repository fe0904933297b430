"""Letters on paper for partners that nothing else reaches: prepared, sent with a number, chased, and answered."""
