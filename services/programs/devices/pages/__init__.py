"""The page of the rule for devices."""

from services.programs.devices.pages.changing import router as changing

routers = (changing,)
