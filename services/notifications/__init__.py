"""Notifications: rules turn events into notices for desks, in two languages. Other services' data is never changed."""
