"""Monthly reports of facilities, made from their record; the closing of a month approves its report."""
