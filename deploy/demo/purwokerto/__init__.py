"""The story of Purwokerto and Banyumas (27 January 2026): a running nota kesepakatan is evaluated and extended."""
