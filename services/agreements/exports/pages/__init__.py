"""Downloads of tables."""

from services.agreements.exports.pages.tables import router as tables

routers = (tables,)
