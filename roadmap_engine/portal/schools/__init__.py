"""The pages of a school: what is due today, the plan, its measures, and what is recorded on them."""
