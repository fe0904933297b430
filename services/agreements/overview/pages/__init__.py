"""The page of one agreement."""

from services.agreements.overview.pages.showing import router

routers = (router,)
