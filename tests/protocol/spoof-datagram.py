"""Sends UDP datagrams over IPv4 with sources of one's choice: spoof-datagram.py SOURCE PORT[,PORT...] DESTINATION PORT TEXT...

One from each source port for each text, as fast as they go. Needs CAP_NET_RAW, which the root of a network namespace has in it.
"""

import socket
import struct
import sys

source, source_ports, destination, destination_port, *texts = sys.argv[1:]


def datagram(source_port, payload):
    # A checksum of 0 means none (RFC 768).
    udp = struct.pack("!HHHH", source_port, int(destination_port), 8 + len(payload), 0) + payload
    # The kernel fills in the length, the identification and the checksum (raw(7)).
    addresses = socket.inet_aton(source), socket.inet_aton(destination)
    return struct.pack("!BBHHHBBH4s4s", 0x45, 0, 0, 0, 0, 64, socket.IPPROTO_UDP, 0, *addresses) + udp


datagrams = [datagram(int(port), text.encode()) for port in source_ports.split(",") for text in texts]
with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW) as raw:
    for one in datagrams:
        raw.sendto(one, (destination, 0))
