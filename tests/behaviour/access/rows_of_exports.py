"""The rows of the tables of programs: readings that show each reader what the lists show."""

from tests.behaviour.access.row import lists, of_ours, read

SERVICE = "programs"
ROWS = (
    read(SERVICE, "/exports/programs", "?format=csv", mark=lists("program")),
    read(SERVICE, "/exports/outcomes", "?format=csv&year={fiscal_year}", mark=of_ours),
    read(SERVICE, "/programs/{program_id}/sessions/table", "?format=csv"),
    read(SERVICE, "/programs/{program_id}/outputs/table", "?format=csv"),
    read(SERVICE, "/programs/{program_id}/performances/table", "?format=csv"),
)
