"""Endpoints, their secrets and positions, deliveries and attempts in the database."""
