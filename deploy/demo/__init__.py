"""The demonstration: the story of Purwokerto and Banyumas, played through HTTP and Kafka only."""
