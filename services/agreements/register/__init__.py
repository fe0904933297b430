"""The register: offices, facilities, fields, partners with their agencies, and who may act as what; no agreements."""
