"""HTTP: the processes' ASGI applications, problems, idempotency, preconditions, cursors; nothing of the field."""
