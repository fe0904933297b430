"""Chaos: Sinergi works while processes die, freeze and lose their connections; then an external audit."""
