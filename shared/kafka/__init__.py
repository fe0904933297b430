"""Apache Kafka: connecting, sending batches and reading topics; knows neither events nor corrections."""
