"""The sample newsroom that `quickstart` builds: copy, topics, pictures, accounts and house style, all made for it."""
