"""Program: one practice at one facility in one fiscal year, from its plan until it runs; cohorts admit participants."""
