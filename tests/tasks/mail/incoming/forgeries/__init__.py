"""Forged mails by kind, genuine ones beside them, and what each gateway makes of them."""
