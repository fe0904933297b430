"""Pages of sheets: opening one, its marks and its table, its printed list, and recording the session."""

from services.programs.sheets.pages.opening import router as opening
from services.programs.sheets.pages.showing import router as showing
from services.programs.sheets.pages.table import router as table
from services.programs.sheets.pages.table import uploads

routers = (opening, showing, table, uploads)
