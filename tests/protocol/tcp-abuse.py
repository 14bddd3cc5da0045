"""Misuses a TCP server for some seconds: tcp-abuse.py HOST PORT ABANDONED LORISES READERS SECONDS

LORISES connections send a byte every half second. READERS send 1 MiB and read ten bytes of the reply a second. Then, in
waves of 1,000, ABANDONED connections are opened, half of them say something, and all are left: half of them with RST.
Prints how many of each came about, when all of them have. Ends after SECONDS.
"""

import resource
import socket
import struct
import sys
import threading
import time

host, port, abandoned, lorises, readers, seconds = sys.argv[1], *map(int, sys.argv[2:])
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
end = time.monotonic() + seconds
wave = 1_000


def connected():
    return socket.create_connection((host, port), 20)


def trickle(clients):
    while time.monotonic() < end:
        for client in clients:
            try:
                client.setblocking(False)
                client.send(b"x")
                client.recv(100)
            except OSError:
                pass
        time.sleep(0.5)


def read_slowly(clients):
    rests = {client: memoryview(b"slow " * (1 << 20))[: 1 << 20] for client in clients}
    while time.monotonic() < end:
        for client in clients:
            try:
                rests[client] = rests[client][client.send(rests[client]) :] if rests[client] else rests[client]
            except OSError:
                pass
            try:
                client.recv(1)
            except OSError:
                pass
        time.sleep(0.1)


def reader():
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.settimeout(20)
    client.connect((host, port))
    client.setblocking(False)
    return client


def abandon(count):
    clients = [connected() for _ in range(count)]
    for number, client in enumerate(clients):
        if number % 2:
            client.send(b"hello")
        if number % 4 < 2:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
    return count


slow = [connected() for _ in range(lorises)]
by_the_byte = [reader() for _ in range(readers)]
threads = [threading.Thread(target=trickle, args=[slow]), threading.Thread(target=read_slowly, args=[by_the_byte])]
for thread in threads:
    thread.start()
left = sum(abandon(min(wave, abandoned - start)) for start in range(0, abandoned, wave))
print(left, len(slow), len(by_the_byte), flush=True)
for thread in threads:
    thread.join()
