"""Proposals from either side: their answers, and the scope items that accepted ones become; no obligations."""
