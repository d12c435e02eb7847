"""The sample newsroom that `quickstart` builds: copy, topics, pictures and accounts, all made for it."""
