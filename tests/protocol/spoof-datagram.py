"""Sends one UDP datagram over IPv4 with a source of one's choice: spoof-datagram.py SOURCE PORT DESTINATION PORT TEXT

Needs CAP_NET_RAW, which the root of a network namespace has in it.
"""

import socket
import struct
import sys

source, source_port, destination, destination_port, text = sys.argv[1:]
payload = text.encode()
# A checksum of 0 means none (RFC 768).
udp = struct.pack("!HHHH", int(source_port), int(destination_port), 8 + len(payload), 0) + payload
# The kernel fills in the length, the identification and the checksum (raw(7)).
ip = struct.pack(
    "!BBHHHBBH4s4s", 0x45, 0, 0, 0, 0, 64, socket.IPPROTO_UDP, 0, socket.inet_aton(source), socket.inet_aton(destination)
)
with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW) as raw:
    raw.sendto(ip + udp, (destination, 0))
