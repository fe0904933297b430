"""Commands about offers: the system makes, reports and closes them, and facilities answer them."""
