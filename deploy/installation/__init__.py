"""What every command needs of one installation: its services, its settings, its roles and schemas."""
