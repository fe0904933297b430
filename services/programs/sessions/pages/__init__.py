"""Pages of sessions: a session of a cohort with its attendance."""

from services.programs.sessions.pages.recording import router

routers = (router,)
