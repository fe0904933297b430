"""Use cases of cohorts: starting one, admitting participants later, ending an enrolment."""
