"""Pages of the corrections database: the file of a day, and that of a month."""

from services.programs.sdp.pages.sending import router, uploads

routers = (uploads, router)
