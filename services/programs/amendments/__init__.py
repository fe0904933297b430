"""Amendments: changes to sessions of closed months, which one person proposes and another one decides."""
