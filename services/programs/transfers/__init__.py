"""Transfers: an enrolment that ended because its participant moved is offered to the new facility, which answers."""
