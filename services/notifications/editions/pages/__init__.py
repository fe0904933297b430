"""Pages of the rules in force, of their templates and outcome, and of editions."""

from services.notifications.editions.pages.edition import router as edition
from services.notifications.editions.pages.listing import router as listing
from services.notifications.editions.pages.outcome import router as outcome
from services.notifications.editions.pages.previewing import router as previewing
from services.notifications.editions.pages.rule import router as rule

# The outcome before the rules: its address would otherwise be taken for the name of one.
routers = (listing, outcome, previewing, rule, edition)
