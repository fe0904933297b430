"""The triggers by which a service keeps its waiting list up to date; a migration of the service creates them."""

from collections.abc import Mapping, Sequence

_FOUND = """
CREATE FUNCTION waiting_found(changed uuid[])
RETURNS TABLE (about uuid, kind text, desk text, begins date, ends date, contact text, by_letter boolean, zone text,
               since date, due_on date, words jsonb)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
{found}
$$;
"""
_THINGS = """
CREATE OR REPLACE FUNCTION waiting_things() RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
{things}
$$;
"""
_TRIGGERS = """
CREATE TRIGGER waiting_noted AFTER {change} FOR EACH ROW EXECUTE FUNCTION waiting_noted({columns});
CREATE CONSTRAINT TRIGGER waiting_changed AFTER {change} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION waiting_changed();
"""


def keep_up_to_date(found: str, changed_in: Mapping[str, Sequence[str]]) -> str:
    """The SQL of `waiting_found`, and of the triggers on the tables from which its cases are found.

    Each table has the columns with the ids of the things whose cases a row may change. A key such as `UPDATE OF zone ON
    facility` narrows the changes of a table.
    """
    return _FOUND.replace("{found}", found) + noted_in(changed_in)


def found_anew(found: str) -> str:
    """The SQL by which a later migration replaces `waiting_found`."""
    return keep_up_to_date(found, {}).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


def things_anew(things: str) -> str:
    """The SQL by which a later migration replaces `waiting_things`."""
    return _THINGS.replace("{things}", things)


def noted_in(changed_in: Mapping[str, Sequence[str]]) -> str:
    """The triggers on further tables, as in `keep_up_to_date`."""
    return "".join(
        _TRIGGERS.format(
            change=key if " ON " in key else f"INSERT OR UPDATE OR DELETE ON {key}",
            columns=", ".join(f"'{column}'" for column in columns),
        )
        for key, columns in changed_in.items()
    )
