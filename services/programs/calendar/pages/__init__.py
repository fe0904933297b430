"""Page of the calendar: one facility in one month."""

from services.programs.calendar.pages.calendar import router as calendar

# `/program/kalender` comes before `/program/{id}`.
routers = (calendar,)
