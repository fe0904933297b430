"""Pages of webhooks for keepers of master data and operators: list, registering, one webhook, a delivery, replaying."""
