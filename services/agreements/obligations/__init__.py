"""The promises of each party with their dues and deliveries. It counts no sessions."""
