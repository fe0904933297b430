"""Study visits between two facilities, from the request to the check after six months; without a contract.

A visit belongs to no agreement and makes none run. The adopted program is planned in the room `program`.
"""
