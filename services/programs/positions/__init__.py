"""Positions: who may act as what, projected from agreements' register, which alone decides it."""
