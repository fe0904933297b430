"""From Kafka to an effect: each record judged, applied once, repaired or parked."""
