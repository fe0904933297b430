"""The amendment of a closed month."""
