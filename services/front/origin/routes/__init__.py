"""The entrance for browsers' requests to services, and the guard before all routes."""
