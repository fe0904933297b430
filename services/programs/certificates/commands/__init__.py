"""Use cases of certificates: issuing them, withdrawing one, and printing one."""
