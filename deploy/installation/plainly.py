"""What can go wrong between an operator's command and the servers, each as one sentence that says what to do."""

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
def speaking_plainly() -> Iterator[None]:
    """Raises `Trouble` for whatever is not there or refuses; what is left is a defect and keeps its trace."""
    try:
        yield
    except (MissingSecret, MigratedFurther) as error:
        raise Trouble(str(error)) from error
    except KafkaError as error:
        message = f"Kafka refused or did not answer: {error}. Look at SINERGI_KAFKA_SERVERS and `sinergi topics diff`"
        raise Trouble(message) from error
    except httpx2.HTTPError as error:
        message = f"A service's api did not answer ({error}): is it running? SINERGI_FEEDS names the addresses"
        raise Trouble(message) from error
    # TRANSIENT has every OSError and time-out in it: what comes from elsewhere is taken for PostgreSQL's here.
    except (asyncpg.PostgresError, psycopg.Error, DBAPIError, *TRANSIENT) as error:
        # SQLAlchemy adds the statement and a link to what the server said.
        said = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split()) or type(error).__name__
        message = f"PostgreSQL refused or did not answer: {said}. Look at SINERGI_POSTGRES_URL, or try again"
        raise Trouble(message) from error
