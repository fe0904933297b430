"""The story of Palembang (31 January 2023): 37 agreements are signed in one ceremony, and programs open at it."""
