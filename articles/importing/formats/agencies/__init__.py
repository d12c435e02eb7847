"""What news agencies send: the IPTC's formats in XML and JSON, and the messages of the old wires."""
