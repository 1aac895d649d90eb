"""How a school comes to a plan: answers kept step by step, a look at what they come to, and its texts."""
