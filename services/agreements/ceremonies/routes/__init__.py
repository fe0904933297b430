"""The routes of ceremonies: preparing, reading, the desks, and closing."""

from services.agreements.ceremonies.routes.desk import router as desk
from services.agreements.ceremonies.routes.preparing import router as preparing
from services.agreements.ceremonies.routes.reading import router as reading

routers = (preparing, reading, desk)
