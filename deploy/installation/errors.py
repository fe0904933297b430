"""Errors between an operator's command and the servers: each becomes one sentence with the action to take."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
import httpx2
import psycopg
from aiokafka.errors import KafkaError
from sqlalchemy.exc import DBAPIError

from deploy.installation.trouble import Trouble
from shared.operations.settings import MissingSecret
from shared.postgres.connections import TRANSIENT
from shared.postgres.migrations import MigratedFurther


@contextmanager
def errors_as_trouble() -> Iterator[None]:
    """Raises `Trouble` when a server or a secret is missing or a server refuses. Other errors are defects."""
    try:
        yield
    except (MissingSecret, MigratedFurther) as error:
        raise Trouble(str(error)) from error
    except KafkaError as error:
        message = f"Kafka refused or did not answer: {error}. Check SINERGI_KAFKA_SERVERS and run `sinergi topics diff`"
        raise Trouble(message) from error
    except httpx2.HTTPError as error:
        message = f"A service's api did not answer ({error}): is it running? SINERGI_FEEDS has the addresses"
        raise Trouble(message) from error
    # TRANSIENT contains every OSError and timeout; those that are left here come from PostgreSQL.
    except (asyncpg.PostgresError, psycopg.Error, DBAPIError, *TRANSIENT) as error:
        # SQLAlchemy adds the statement and a link to the server's own message.
        cause = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split()) or type(error).__name__
        message = f"PostgreSQL refused or did not answer: {cause}. Check SINERGI_POSTGRES_URL, or try again"
        raise Trouble(message) from error
