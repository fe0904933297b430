"""Offers: each facility accepts or declines the items of national and regional agreements that others have signed.

Only accepted items bring programs. A facility's own agreements are not offered; `authorisations` plans them.
"""
