"""The demonstration: the story of Purwokerto and Banyumas, played only through HTTP and Kafka."""
