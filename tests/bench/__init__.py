"""What the event core costs, as ratios against a peer in the same run; `python -m tests.bench`. It asserts nothing."""
