"""Certificates with their refusals, the code by which each is checked, and the text of the printed one."""
