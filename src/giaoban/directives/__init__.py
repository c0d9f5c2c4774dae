"""The register of directives: relations, chains, review milestones."""
