"""Binds a UDP port (any, or the second argument) of an address (the first), and reads nothing until it is told to."""
import socket
import sys

family = socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET
sink = socket.socket(family, socket.SOCK_DGRAM)
sink.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
sink.bind((sys.argv[1], int(sys.argv[2])))
print("bound to", sink.getsockname()[1], flush=True)
sys.stdin.readline()
received = 0
try:
    while sink.recv(2_048, socket.MSG_DONTWAIT):
        received += 1
except BlockingIOError:
    print("received", received, flush=True)
sys.stdin.readline()
