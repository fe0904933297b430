"""Chaos: Sinergi at work while processes die, freeze and lose their connections; then an audit from outside."""
