"""The process that sends webhooks, and the job that deletes old records of it."""
