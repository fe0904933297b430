"""Pages of succession: drafting an extension."""

from services.agreements.succession.pages.extending import router

routers = (router,)
