-- Whether the caller has filed the paper that waits for a second officer.
w.kind = 'paper_to_check' AND EXISTS (
    SELECT FROM document d WHERE d.id = (w.words ->> 'document')::uuid AND d.uploaded_by = :account::text)
