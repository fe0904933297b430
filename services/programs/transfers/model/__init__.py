"""The transfer of an enrolment to another facility."""
