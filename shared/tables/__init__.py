"""Tables of people: CSV files and workbooks in, workbooks out. It knows no field; a room names the columns it reads."""
