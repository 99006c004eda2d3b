"""Who takes part and their year: organisations, mandates, blocs, seasons, movements, pledges."""
