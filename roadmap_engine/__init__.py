"""From one YAML roadmap to a school's papers."""
