"""What `lexflux compare` puts side by side, as tables: transfers, days, topics, agreements, thresholds."""
