"""The routes of ceremonies: preparing, guests, reading, the desks, and closing."""

from services.agreements.ceremonies.routes.desk import router as desk
from services.agreements.ceremonies.routes.guests import router as guests
from services.agreements.ceremonies.routes.preparing import router as preparing
from services.agreements.ceremonies.routes.reading import router as reading

routers = (preparing, guests, reading, desk)
