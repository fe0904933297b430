-- Whether the caller has proposed the edition that a second keeper decides.
w.kind = 'edition_to_decide' AND EXISTS (SELECT FROM edition e WHERE e.id = w.about AND e.proposed_by = :account::text)
