"""Evidence: photos of sessions, with the consent of those shown, and minutes, in the document store."""
