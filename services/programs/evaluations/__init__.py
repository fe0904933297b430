"""Answers to evaluations of agreements: what each facility has delivered. It evaluates nothing itself."""
