"""Downloads of lists as tables."""

from services.programs.exports.pages.tables import router as tables

routers = (tables,)
