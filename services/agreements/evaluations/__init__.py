"""Evaluations of one or many agreements: findings with recommendations. It changes no agreement."""
