"""Finding partners by the names that people write."""

from services.agreements.register.model.partners import name_key
from shared.values.refusals import Invalid
from shared.values.texts import Text


class PartnerNotRegistered(Invalid):
    """No partner has the name that a row gives."""

    title = Text("Mitra belum terdaftar", "Partner not registered")
    detail = Text(
        'Mitra "{written}" belum terdaftar. Daftarkan dahulu, misalnya dengan tabel mitra.',
        'The partner "{written}" is not registered. Register it first, for example by a table of partners.',
    )


class PartnerAmbiguous(Invalid):
    """Several partners have nearly this name."""

    title = Text("Nama mitra kurang jelas", "Ambiguous name of a partner")
    detail = Text(
        '"{written}" dapat berarti {names}. Tulis lengkap.', '"{written}" may mean {names}. Write it in full.'
    )


def is_same_spelling(name: str, written: str) -> bool:
    """Whether a name is written as it is registered, apart from case and signs."""
    return name_key(name) == name_key(written)
