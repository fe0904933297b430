"""Pages of the rules in force, of their templates and outcome, and of editions."""

from services.notifications.editions.pages.edition import router as edition
from services.notifications.editions.pages.listing import router as listing
from services.notifications.editions.pages.outcome import router as outcome
from services.notifications.editions.pages.previewing import router as previewing
from services.notifications.editions.pages.rule import router as rule
from services.notifications.editions.pages.week import router as week

# The outcome and the week before the rules: their addresses would otherwise be taken for the names of rules.
routers = (listing, outcome, week, previewing, rule, edition)
