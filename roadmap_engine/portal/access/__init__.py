"""Who may do what where: roles, who asks, and the one module that decides it."""
