"""From Kafka to an effect: each record is classified, then applied once, repaired or parked."""
