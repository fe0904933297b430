"""The event core: a change and its event commit together; each event takes effect once, in the order of its key.

Outbox → relay → Kafka → inbox → effect → the next service's outbox. It knows nothing about corrections.
"""
