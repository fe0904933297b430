"""Offers as programs reports them: which facility was asked for which scope item, and what it answered."""
