"""Benchmarks of the event core, as ratios against a peer in the same run; `python -m tests.bench`. No assertions."""
