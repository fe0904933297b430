"""The event core: a change and its event commit together, and each event takes effect once, in order for its key.

Outbox → relay → Kafka → inbox → effect → the next service's outbox. It knows nothing of the field.
"""
