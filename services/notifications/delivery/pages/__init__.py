"""The page of failed deliveries."""
